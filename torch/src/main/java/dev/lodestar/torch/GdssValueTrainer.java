package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphParticles;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/** Trains a value of noisy graphs on roll-outs and the rewards these ended in. */
public final class GdssValueTrainer {
  private GdssValueTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint; plain squared error, whose
   * minimum is the mean reward.
   *
   * @param heldOut states for validation, scored by minus the mean error; may have none
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static GdssValueNet train(
      GdssValueNet.Config config,
      GraphValueData train,
      GraphValueData heldOut,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    for (GraphValueData data : new GraphValueData[] {train, heldOut}) {
      if (!data.states().shape().equals(config.shape())) {
        throw new IllegalArgumentException(
            "Graphs of " + data.states().shape() + " for a network of " + config.shape());
      }
    }
    Scaling scaling = Scaling.of(train.targets());
    Fingerprint fingerprint = new Fingerprint().add(config).add(plan);
    for (GraphValueData data : new GraphValueData[] {train, heldOut}) {
      fingerprint.add(data.times()).add(data.targets());
      fingerprint.add(new double[] {data.states().hashCode()});
    }
    Fit fit =
        new Fit(
            config, train, heldOut, scaling, new Batches(plan.seed(), plan.batch(), train.size()));
    ParameterSet trained = new Trainer(config.layout(), plan, fit, progress).run(fingerprint.hex());
    return new GdssValueNet(config, trained, scaling, Map.of());
  }

  private record Fit(
      GdssValueNet.Config config,
      GraphValueData train,
      GraphValueData heldOut,
      Scaling scaling,
      Batches batches)
      implements Objective {
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

    private Tensor sum(GraphValueData data, int[] rows, Weights w) {
      GraphParticles states = data.states().select(rows);
      float[] times = new float[rows.length];
      float[] y = new float[rows.length];
      for (int r = 0; r < rows.length; r++) {
        times[r] = (float) data.times()[rows[r]];
        y[r] = (float) scaling.fromData(data.targets()[rows[r]]);
      }
      return Torch.tensor(y, y.length).sub(config.forward(w, states, times)).square().sum();
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
