package dev.lodestar.torch;

import dev.lodestar.core.gaussian.Latents;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains values of noisy images on what roll-outs of a diffusion ended in, and the rewards it got.
 *
 * <p>A state is such an end noised anew, x·cos φ + ε·sin φ with φ uniform over (0, π/2). Where the
 * diffusion's steps are exact this has the law of the roll-out's own states (SVDD, 2408.08252,
 * Algorithm 3), of which there is only one set, that a network soon knows by heart.
 */
public final class ImageValueTrainer {
  private static final int NOISING = 7;

  private ImageValueTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint; plain squared error, whose
   * minimum is the mean reward.
   *
   * @param train ends of roll-outs, clean
   * @param mirrored whether an image's mirror image has the same rewards
   * @param heldOut states for validation, scored by minus the mean error; may have none
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static ImageValueNet train(
      ImageValueNet.Config config,
      ImageValueData train,
      boolean mirrored,
      ImageValueData heldOut,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    Fingerprint fingerprint = new Fingerprint().add(config).add(plan).add(mirrored);
    for (ImageValueData data : new ImageValueData[] {train, heldOut}) {
      if (!data.states().shape().equals(config.shape())
          || Arrays.stream(data.targets()).anyMatch(t -> t.length != config.rewards())) {
        throw new IllegalArgumentException(
            "Images of %s for a network of %s and %d rewards"
                .formatted(data.states().shape(), config.shape(), config.rewards()));
      }
      fingerprint.add(data.flat()).add(data.levels()).add(data.states().hashCode());
    }
    if (train.levels().stream().anyMatch(l -> l.deviation() > 0)) {
      throw new IllegalArgumentException("Values are trained on clean images, noised on the way");
    }
    Fit fit =
        new Fit(
            config,
            train,
            mirrored,
            heldOut,
            Scaling.of(train.flat()),
            plan.seed(),
            new Batches(plan.seed(), plan.batch(), train.size()));
    ParameterSet trained =
        new Trainer(config.tower().layout(), plan, fit, progress).run(fingerprint.hex());
    return new ImageValueNet(config, trained, fit.scaling, Map.of());
  }

  private record Fit(
      ImageValueNet.Config config,
      ImageValueData train,
      boolean mirrored,
      ImageValueData heldOut,
      Scaling scaling,
      long seed,
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
          SplittableRandom random = Draws.at(seed, step, NOISING + 16L * (shard + 1));
          int[] mine = Batches.shard(rows, shard);
          Latents x = train.states().select(mine);
          float[] levels = new float[mine.length];
          int row = config.shape().numbers();
          for (int i = 0; i < mine.length; i++) {
            if (mirrored && random.nextBoolean()) {
              mirror(x.data(), i * row, row);
            }
            levels[i] = random.nextFloat();
            noise(x.data(), i * row, row, levels[i], random);
          }
          return Nets.times(error(train, mine, x, levels, w), 1.0 / rows.length);
        }
      };
    }

    private void mirror(float[] x, int from, int count) {
      for (int line = from; line < from + count; line += config.side()) {
        for (int k = 0; k < config.side() / 2; k++) {
          float left = x[line + k];
          x[line + k] = x[line + config.side() - 1 - k];
          x[line + config.side() - 1 - k] = left;
        }
      }
    }

    private static void noise(
        float[] x, int from, int count, float level, SplittableRandom random) {
      double kept = Math.cos(level * Math.PI / 2);
      double spread = Math.sin(level * Math.PI / 2);
      for (int k = from; k < from + count; k++) {
        x[k] = (float) (kept * x[k] + spread * random.nextGaussian());
      }
    }

    /** Sum over the states of their mean squared errors. */
    private Tensor error(ImageValueData data, int[] rows, Latents x, float[] levels, Weights w) {
      float[] y = new float[rows.length * config.rewards()];
      for (int k = 0; k < y.length; k++) {
        double[] targets = data.targets()[rows[k / config.rewards()]];
        y[k] = (float) scaling.fromData(targets[k % config.rewards()]);
      }
      Tensor in =
          Torch.tensor(x.data(), rows.length, config.channels(), config.side(), config.side());
      Tensor wanted = Torch.tensor(y, rows.length, config.rewards());
      Tensor off = wanted.sub(config.tower().outputs(w, in, levels, false));
      return Nets.times(off.square().sum(), 1.0 / config.rewards());
    }

    @Override
    public double validate(Weights w, int threads) {
      int n = heldOut.size();
      if (n == 0) {
        return Double.NaN;
      }
      int[] all = IntStream.range(0, n).toArray();
      double[] parts = new double[Batches.shards(n)];
      Workers.run(
          parts.length,
          threads,
          i -> {
            try (Scope s = Scope.inference()) {
              int[] mine = Batches.shard(all, i);
              float[] levels = new float[mine.length];
              for (int k = 0; k < mine.length; k++) {
                levels[k] = ImageClassifier.angle(heldOut.levels().get(mine[k]));
              }
              Latents x = heldOut.states().select(mine);
              parts[i] = error(heldOut, mine, x, levels, w).item_double();
            }
          });
      return -Arrays.stream(parts).sum() / n;
    }
  }
}
