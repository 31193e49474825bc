package dev.lodestar.torch;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a U-Net to predict v = cos φ·ε − sin φ·x_0 from cos φ·x_0 + sin φ·ε, with φ uniform over
 * (0, π/2): the cosine schedule's noise levels, each as often as the next.
 *
 * <p>A tenth of the images come without their class, so that the network knows both models of
 * classifier-free guidance. States and products are in bfloat16, weights and what is averaged of
 * them in single precision.
 *
 * <p>Source: Salimans and Ho (2202.00512), section 4 and appendix D; Ho and Salimans (2207.12598),
 * algorithm 1.
 */
public final class UNetTrainer {
  private static final int NOISING = 5;
  private static final int HELD_OUT = 6;
  private static final int HELD_OUT_ROWS = 512;
  private static final double UNTOLD = 0.1;

  private UNetTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param train clean images of the configuration's shape
   * @param validation held-out images, of which the first 512 are used; may be empty
   * @param mirrored whether an image's mirror image is as good as the image
   * @param stop steps of the plan after which to end, at most all of them
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static UNet train(
      UNetConfig config,
      LabelledImages train,
      LabelledImages validation,
      boolean mirrored,
      TrainingPlan plan,
      int stop,
      Consumer<Progress> progress) {
    if (stop < 1 || stop > plan.steps()) {
      throw new IllegalArgumentException(
          "Training can stop after 1 to " + plan.steps() + " steps, not " + stop);
    }
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    for (LabelledImages x : new LabelledImages[] {train, validation}) {
      x.require(config.shape(), config.classes());
    }
    Fingerprint fingerprint = new Fingerprint().add(config).add(plan).add(mirrored);
    train.into(fingerprint);
    validation.into(fingerprint);
    Objective objective =
        new Denoising(config, train, validation.first(HELD_OUT_ROWS), mirrored, plan);
    ParameterSet trained =
        new Trainer(config.layout(), plan, objective, progress).run(fingerprint.hex(), stop);
    return new UNet(config, trained);
  }

  private static final class Denoising implements Objective {
    private final UNetConfig config;
    private final LabelledImages train;
    private final LabelledImages validation;
    private final boolean mirrored;
    private final TrainingPlan plan;
    private final Batches batches;

    Denoising(
        UNetConfig config,
        LabelledImages train,
        LabelledImages validation,
        boolean mirrored,
        TrainingPlan plan) {
      this.config = config;
      this.train = train;
      this.validation = validation;
      this.mirrored = mirrored;
      this.plan = plan;
      batches = new Batches(plan.seed(), plan.batch(), train.size());
    }

    @Override
    public Step step(int step) {
      int[] rows = batches.of(step);
      double offset = Draws.at(plan.seed(), step, NOISING).nextDouble();
      return new Step() {
        @Override
        public int shards() {
          return Batches.shards(rows.length);
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          SplittableRandom random = Draws.at(plan.seed(), step, NOISING + 16L * (shard + 1));
          Noised x = new Noised(Batches.shard(rows, shard).length);
          int first = shard * Objective.SHARD;
          for (int i = 0; i < x.rows(); i++) {
            boolean mirror = mirrored && random.nextBoolean();
            boolean told = random.nextDouble() >= UNTOLD;
            // the batch's levels cover (0, 1) evenly
            double level = ((first + i + offset) / rows.length) % 1;
            x.put(i, train, rows[first + i], mirror, told, level, random);
          }
          return Nets.times(x.error(w, true), 1.0 / rows.length);
        }
      };
    }

    /** Noisy images and what is to be said of them. */
    private final class Noised {
      private final float[] states;
      private final float[] targets;
      private final float[] levels;
      private final int[] told;

      Noised(int rows) {
        states = new float[rows * config.pixels()];
        targets = new float[states.length];
        levels = new float[rows];
        told = new int[rows];
        Arrays.fill(told, -1);
      }

      int rows() {
        return levels.length;
      }

      void put(
          int i,
          LabelledImages images,
          int row,
          boolean mirror,
          boolean tell,
          double level,
          SplittableRandom random) {
        int at = i * config.pixels();
        images.put(row, mirror, states, at);
        double kept = Math.cos(level * Math.PI / 2);
        double noise = Math.sin(level * Math.PI / 2);
        for (int k = at; k < at + config.pixels(); k++) {
          double clean = states[k];
          double drawn = random.nextGaussian();
          states[k] = (float) (kept * clean + noise * drawn);
          targets[k] = (float) (kept * drawn - noise * clean);
        }
        levels[i] = (float) level;
        told[i] = tell && config.classes() > 0 ? images.labels()[row] : -1;
      }

      /** Sum over the images of their mean squared errors. */
      Tensor error(Weights w, boolean half) {
        long[] shape = {rows(), config.channels(), config.side(), config.side()};
        Tensor out =
            new UNetForward(config, w, half).output(Torch.tensor(states, shape), levels, told);
        Tensor error = out.sub(Torch.tensor(targets, shape)).square().sum();
        return Nets.times(error, 1.0 / config.pixels());
      }
    }

    @Override
    public double validate(Weights w, int threads) {
      int rows = validation.size();
      if (rows == 0) {
        return Double.NaN;
      }
      int[] all = IntStream.range(0, rows).toArray();
      double[] parts = new double[Batches.shards(rows)];
      Workers.run(
          parts.length,
          threads,
          shard -> {
            try (Scope s = Scope.inference()) {
              // the same noise at every validation, so that scores compare
              SplittableRandom random = Draws.at(plan.seed(), shard, HELD_OUT);
              int[] mine = Batches.shard(all, shard);
              Noised x = new Noised(mine.length);
              for (int i = 0; i < mine.length; i++) {
                double level = (mine[i] * 0.6180339887498949 + 0.5) % 1;
                x.put(i, validation, mine[i], false, true, level, random);
              }
              parts[shard] = x.error(w, true).item_double();
            }
          });
      return -Arrays.stream(parts).sum() / rows;
    }
  }
}
