package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a regression network: by squared error on standardised targets, or by the logistic loss on
 * labels, of which it then predicts the log-odds.
 */
public final class RegressorTrainer {
  private static final int DROPOUT = 4;
  private static final int BUCKET = 5;

  private RegressorTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param sequences tokens 0..V-1, of any lengths the network takes; where it cannot mix lengths,
   *     each batch holds one of them
   * @param targets in data units; the network predicts them in these units
   * @param heldOut sequences for validation; may be empty
   * @return the averaged weights: those of the best held-out R², or the last without held-out data
   * @throws IllegalArgumentException if lengths, tokens or targets are not usable
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static NeuralRegressor train(
      RegressorConfig config,
      int[][] sequences,
      double[] targets,
      int[][] heldOut,
      double[] heldOutTargets,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    return train(
        config,
        false,
        sequences,
        targets,
        heldOut,
        heldOutTargets,
        plan,
        new Fingerprint(),
        progress);
  }

  /**
   * The same for labels, by the logistic loss: the network predicts log-odds, in nats.
   *
   * @param labels each 0 or 1
   * @param heldOutLabels the same; the best weights are those of the least mean loss on them
   */
  public static NeuralRegressor classify(
      RegressorConfig config,
      int[][] sequences,
      double[] labels,
      int[][] heldOut,
      double[] heldOutLabels,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    TrainingData.requireLabels("training", labels);
    TrainingData.requireLabels("held-out", heldOutLabels);
    return train(
        config,
        true,
        sequences,
        labels,
        heldOut,
        heldOutLabels,
        plan,
        new Fingerprint().add("logistic"),
        progress);
  }

  private static NeuralRegressor train(
      RegressorConfig config,
      boolean logistic,
      int[][] sequences,
      double[] targets,
      int[][] heldOut,
      double[] heldOutTargets,
      TrainingPlan plan,
      Fingerprint before,
      Consumer<Progress> progress) {
    if (sequences.length == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    int longest = config.maxLength();
    TrainingData.requireTokens("training", sequences, 1, longest, config.vocabulary());
    TrainingData.requireTokens("held-out", heldOut, 1, longest, config.vocabulary());
    TrainingData.requireTargets("training", targets, sequences.length);
    TrainingData.requireTargets("held-out", heldOutTargets, heldOut.length);
    RegressorNet net = RegressorNet.of(config);
    Scaling scaling = logistic ? Scaling.IDENTITY : Scaling.of(targets);
    String fingerprint =
        before
            .add(config)
            .add(plan)
            .add(sequences)
            .add(targets)
            .add(heldOut)
            .add(heldOutTargets)
            .hex();
    Objective objective =
        new Loss(
            net,
            plan,
            scaling,
            logistic,
            new Labelled(sequences, targets),
            new Labelled(heldOut, heldOutTargets));
    ParameterSet trained = new Trainer(net.layout(), plan, objective, progress).run(fingerprint);
    return NeuralRegressor.of(config, trained, scaling);
  }

  private record Labelled(int[][] sequences, double[] targets) {
    /** Rows that may share a batch. */
    List<int[]> groups(boolean mixed) {
      Map<Integer, List<Integer>> byLength = new TreeMap<>();
      for (int r = 0; r < sequences.length; r++) {
        int key = mixed ? 0 : sequences[r].length;
        byLength.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
      }
      return byLength.values().stream()
          .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
          .toList();
    }
  }

  private static final class Loss implements Objective {
    private final RegressorNet net;
    private final TrainingPlan plan;
    private final Scaling scaling;
    private final boolean logistic;
    private final Labelled train;
    private final Labelled heldOut;
    private final List<int[]> groups;
    private final List<Batches> batches = new ArrayList<>();

    Loss(
        RegressorNet net,
        TrainingPlan plan,
        Scaling scaling,
        boolean logistic,
        Labelled train,
        Labelled heldOut) {
      this.net = net;
      this.plan = plan;
      this.scaling = scaling;
      this.logistic = logistic;
      this.train = train;
      this.heldOut = heldOut;
      groups = train.groups(net.mixesLengths());
      for (int[] group : groups) {
        batches.add(new Batches(plan.seed(), plan.batch(), group.length));
      }
    }

    @Override
    public Step step(int step) {
      int g = group(step);
      int[] picked = batches.get(g).of(step);
      int[] rows = new int[picked.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = groups.get(g)[picked[i]];
      }
      return new Step() {
        @Override
        public int shards() {
          return Batches.shards(rows.length);
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          SplittableRandom random = Draws.at(plan.seed(), step, DROPOUT + 16L * shard);
          Dropout dropout = Dropout.of(net.dropout(), random);
          Tensor error = error(train, Batches.shard(rows, shard), w, dropout);
          return Nets.times(error, 1.0 / rows.length);
        }
      };
    }

    /** A group by the share of the data it holds. */
    private int group(int step) {
      int at = Draws.at(plan.seed(), step, BUCKET).nextInt(train.sequences.length);
      int g = 0;
      while (at >= groups.get(g).length) {
        at -= groups.get(g++).length;
      }
      return g;
    }

    /** Summed over the rows. */
    private Tensor error(Labelled data, int[] rows, Weights w, Dropout dropout) {
      OneHot input = net.input(data.sequences[rows[0]].length);
      float[] x = input.blank(rows.length);
      float[] y = new float[rows.length];
      for (int r = 0; r < rows.length; r++) {
        int[] tokens = data.sequences[rows[r]];
        input.put(x, r, tokens, 0, tokens.length);
        y[r] = (float) scaling.fromData(data.targets[rows[r]]);
      }
      Tensor measured = Torch.tensor(y, y.length);
      Tensor found = net.forward(w, input.tensor(x), dropout);
      if (logistic) {
        // -log p of the label: softplus(z) - y z
        return torch.softplus(found).sub(measured.mul(found)).sum();
      }
      return measured.sub(found).square().sum();
    }

    @Override
    public double validate(Weights w, int threads) {
      if (heldOut.sequences.length == 0) {
        return Double.NaN;
      }
      List<int[]> shards = new ArrayList<>();
      for (int[] group : heldOut.groups(net.mixesLengths())) {
        for (int i = 0; i < Batches.shards(group.length); i++) {
          shards.add(Batches.shard(group, i));
        }
      }
      double[] parts = new double[shards.size()];
      Workers.run(
          parts.length,
          threads,
          i -> {
            try (Scope s = Scope.inference()) {
              parts[i] = error(heldOut, shards.get(i), w, Dropout.NONE).item_double();
            }
          });
      double residual = 0;
      for (double p : parts) {
        residual += p;
      }
      if (logistic) {
        return -residual / heldOut.sequences.length;
      }
      double spread = Scaling.of(heldOut.targets).scale() / scaling.scale();
      return 1 - residual / heldOut.sequences.length / (spread * spread);
    }
  }
}
