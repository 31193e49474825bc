package dev.lodestar.torch;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Trains a value network on states of finished trajectories and the rewards these ended in. */
public final class ValueTrainer {
  private ValueTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param loss the mean reward, or the soft value at a temperature
   * @param heldOut states for validation, scored by minus the mean loss; may be empty
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static NeuralValue train(
      ValueConfig config,
      ValueData train,
      ValueData heldOut,
      ValueLoss loss,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    for (ValueData data : new ValueData[] {train, heldOut}) {
      TrainingData.requireTokens(
          "value", data.states(), 1, config.maxLength(), config.vocabulary() + 1);
    }
    Scaling scaling = Scaling.of(train.targets());
    Fingerprint fingerprint = new Fingerprint().add(config).add(plan).add(loss);
    for (ValueData data : new ValueData[] {train, heldOut}) {
      fingerprint.add(data.states()).add(data.times()).add(data.targets());
    }
    Fit fit =
        new Fit(
            ValueForward.of(config),
            ValueForward.input(config),
            train,
            heldOut,
            loss,
            scaling,
            new Batches(plan.seed(), plan.batch(), train.size()));
    ParameterSet trained =
        new Trainer(fit.net.layout(), plan, fit, progress).run(fingerprint.hex());
    return NeuralValue.of(config, trained, scaling);
  }

  private record Fit(
      ValueForward net,
      OneHot input,
      ValueData train,
      ValueData heldOut,
      ValueLoss loss,
      Scaling scaling,
      Batches batches)
      implements Objective {
    /** Where the soft loss becomes a line, in units of α. */
    private static final double LINEAR = 6;

    @Override
    public Step step(int step) {
      int[] rows = batches.of(step);
      return new Step() {
        @Override
        public int shards() {
          return Batches.shards(rows.length);
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          return Nets.times(sum(train, Batches.shard(rows, shard), w), 1.0 / rows.length);
        }
      };
    }

    private Tensor sum(ValueData data, int[] rows, Weights w) {
      float[] x = input.blank(rows.length);
      float[] times = new float[rows.length];
      float[] y = new float[rows.length];
      for (int r = 0; r < rows.length; r++) {
        int[] state = data.states()[rows[r]];
        input.put(x, r, state, 0, state.length);
        times[r] = (float) data.times()[rows[r]];
        y[r] = (float) scaling.fromData(data.targets()[rows[r]]);
      }
      Tensor error = Torch.tensor(y, y.length).sub(net.forward(w, input.tensor(x), times));
      if (loss instanceof ValueLoss.Soft soft) {
        Tensor d = Nets.times(error, scaling.scale() / soft.alpha());
        Tensor near = d.clamp_max(new Scalar(LINEAR));
        Tensor tail = Nets.times(d.sub(near), Math.exp(LINEAR));
        return near.exp().add(tail).sub(d).sub(new Scalar(1.0)).sum();
      }
      return error.square().sum();
    }

    @Override
    public double validate(Weights w, int threads) {
      int n = heldOut.size();
      if (n == 0) {
        return Double.NaN;
      }
      int[] all = new int[n];
      Arrays.setAll(all, i -> i);
      double[] parts = new double[Batches.shards(n)];
      Workers.run(
          parts.length,
          threads,
          i -> {
            try (Scope s = Scope.inference()) {
              parts[i] = sum(heldOut, Batches.shard(all, i), w).item_double();
            }
          });
      return -Arrays.stream(parts).sum() / n;
    }
  }
}
