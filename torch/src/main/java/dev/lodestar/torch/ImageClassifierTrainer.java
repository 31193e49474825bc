package dev.lodestar.torch;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a classifier of images by cross-entropy, on images shifted by a pixel or two, mirrored
 * where that is allowed, and some of them noisy: x·cos φ + ε·sin φ with φ uniform over (0, π/2), as
 * classifier guidance needs (Dhariwal and Nichol, 2105.05233, section 4).
 */
public final class ImageClassifierTrainer {
  private static final int DRAWING = 5;
  private static final int SHIFT = 2;

  private ImageClassifierTrainer() {}

  /**
   * How images are varied.
   *
   * @param mirrored whether an image's mirror image is as good as the image
   * @param noisy share of the images that are noised, in [0, 1]
   */
  public record Variation(boolean mirrored, double noisy) {
    public Variation {
      if (!(noisy >= 0 && noisy <= 1)) {
        throw new IllegalArgumentException("A share is in 0..1, not " + noisy);
      }
    }
  }

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param validation held-out images; may be empty
   * @return the averaged weights: those of the best held-out accuracy, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static ImageClassifier train(
      ImageClassifier.Config config,
      LabelledImages train,
      LabelledImages validation,
      Variation variation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    for (LabelledImages x : new LabelledImages[] {train, validation}) {
      x.require(config.shape(), config.classes());
    }
    Fingerprint fingerprint = new Fingerprint().add(config).add(plan).add(variation);
    train.into(fingerprint);
    validation.into(fingerprint);
    Objective objective = new CrossEntropy(config, train, validation, variation, plan);
    ParameterSet trained =
        new Trainer(config.layout(), plan, objective, progress).run(fingerprint.hex());
    return new ImageClassifier(config, trained, Map.of());
  }

  private record CrossEntropy(
      ImageClassifier.Config config,
      LabelledImages train,
      LabelledImages validation,
      Variation variation,
      TrainingPlan plan,
      Batches batches)
      implements Objective {
    CrossEntropy(
        ImageClassifier.Config config,
        LabelledImages train,
        LabelledImages validation,
        Variation variation,
        TrainingPlan plan) {
      this(
          config,
          train,
          validation,
          variation,
          plan,
          new Batches(plan.seed(), plan.batch(), train.size()));
    }

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
          SplittableRandom random = Draws.at(plan.seed(), step, DRAWING + 16L * shard);
          int[] mine = Batches.shard(rows, shard);
          int row = config.shape().numbers();
          float[] x = new float[mine.length * row];
          float[] levels = new float[mine.length];
          for (int i = 0; i < mine.length; i++) {
            boolean mirror = variation.mirrored && random.nextBoolean();
            int down = random.nextInt(2 * SHIFT + 1) - SHIFT;
            int right = random.nextInt(2 * SHIFT + 1) - SHIFT;
            train.put(mine[i], mirror, down, right, x, i * row);
            levels[i] = random.nextDouble() < variation.noisy ? random.nextFloat() : 0;
            noise(x, i * row, row, levels[i], random);
          }
          Tensor logs = torch.log_softmax(logits(w, x, levels, true), 1);
          float[] wanted = new float[mine.length * config.classes()];
          for (int i = 0; i < mine.length; i++) {
            wanted[i * config.classes() + train.labels()[mine[i]]] = -1f / rows.length;
          }
          return logs.mul(Torch.tensor(wanted, mine.length, config.classes())).sum();
        }
      };
    }

    private static void noise(
        float[] x, int from, int count, float level, SplittableRandom random) {
      if (level > 0) {
        double kept = Math.cos(level * Math.PI / 2);
        double spread = Math.sin(level * Math.PI / 2);
        for (int k = from; k < from + count; k++) {
          x[k] = (float) (kept * x[k] + spread * random.nextGaussian());
        }
      }
    }

    private Tensor logits(Weights w, float[] x, float[] levels, boolean half) {
      Tensor in = Torch.tensor(x, levels.length, config.channels(), config.side(), config.side());
      return config.logits(w, in, levels, half);
    }

    /** Accuracy on clean held-out images. */
    @Override
    public double validate(Weights w, int threads) {
      if (validation.size() == 0) {
        return Double.NaN;
      }
      int[] all = IntStream.range(0, validation.size()).toArray();
      int[] right = new int[Batches.shards(all.length)];
      Workers.run(
          right.length,
          threads,
          shard -> {
            try (Scope s = Scope.inference()) {
              int[] mine = Batches.shard(all, shard);
              int row = config.shape().numbers();
              float[] x = new float[mine.length * row];
              for (int i = 0; i < mine.length; i++) {
                validation.put(mine[i], false, 0, 0, x, i * row);
              }
              float[] logits = Torch.floats(logits(w, x, new float[mine.length], false));
              for (int i = 0; i < mine.length; i++) {
                int from = i * config.classes();
                int best = from;
                for (int c = from; c < from + config.classes(); c++) {
                  best = logits[c] > logits[best] ? c : best;
                }
                right[shard] += best - from == validation.labels()[mine[i]] ? 1 : 0;
              }
            }
          });
      return (double) Arrays.stream(right).sum() / all.length;
    }
  }
}
