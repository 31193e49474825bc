package dev.lodestar.torch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a network is trained: AdamW (β = 0.9, 0.95) with gradients clipped to norm 1, a linear
 * warm-up and a cosine to a tenth of the rate, and an exponential average of the weights as the
 * result.
 *
 * @param steps optimiser steps
 * @param batch sequences a step
 * @param learningRate highest rate
 * @param weightDecay decoupled, on matrices and filters only
 * @param warmup steps to the highest rate
 * @param emaDecay decay of the average a step, shorter in the first steps
 * @param seed of the initial weights and all draws
 * @param checkpoint where the state is kept so that a killed run goes on exactly; empty for nowhere
 * @param checkpointEvery steps between checkpoints
 * @param validateEvery steps between validations and reports of progress
 * @param threads worker threads; the result does not depend on it
 */
public record TrainingPlan(
    int steps,
    int batch,
    double learningRate,
    double weightDecay,
    int warmup,
    double emaDecay,
    long seed,
    Optional<Path> checkpoint,
    int checkpointEvery,
    int validateEvery,
    int threads) {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.95;
  static final double EPSILON = 1e-8;
  static final double CLIP = 1.0;
  private static final double FLOOR = 0.1;

  public TrainingPlan {
    if (steps < 1 || batch < 1 || warmup < 0 || checkpointEvery < 1 || validateEvery < 1) {
      throw new IllegalArgumentException("A training plan needs counts of at least 1");
    }
    if (!(learningRate > 0) || !(weightDecay >= 0) || !(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException(
          "A training plan needs a rate above 0, a decay of at least 0 and an average in [0, 1)");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("A training plan needs at least one thread");
    }
  }

  /** Usual settings: rate 1e-3, warm-up over a twentieth, average 0.999, all cores. */
  public static TrainingPlan of(int steps, int batch, long seed) {
    return new TrainingPlan(
        steps,
        batch,
        1e-3,
        0.01,
        steps / 20,
        0.999,
        seed,
        Optional.empty(),
        Math.max(1, steps / 20),
        Math.max(1, steps / 20),
        Workers.DEFAULT);
  }

  /** With another highest rate. */
  public TrainingPlan withLearningRate(double rate) {
    return new TrainingPlan(
        steps,
        batch,
        rate,
        weightDecay,
        warmup,
        emaDecay,
        seed,
        checkpoint,
        checkpointEvery,
        validateEvery,
        threads);
  }

  /** With a checkpoint file. */
  public TrainingPlan withCheckpoint(Path file, int every) {
    return new TrainingPlan(
        steps,
        batch,
        learningRate,
        weightDecay,
        warmup,
        emaDecay,
        seed,
        Optional.of(file),
        every,
        validateEvery,
        threads);
  }

  /** With another number of worker threads. */
  public TrainingPlan withThreads(int count) {
    return new TrainingPlan(
        steps,
        batch,
        learningRate,
        weightDecay,
        warmup,
        emaDecay,
        seed,
        checkpoint,
        checkpointEvery,
        validateEvery,
        count);
  }

  /** The rate at a step, counted from 0. */
  double rate(int step) {
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double done = (double) (step - warmup) / Math.max(1, steps - warmup);
    return learningRate * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }

  /** The average's decay after a step, counted from 0. */
  double decay(int step) {
    return Math.min(emaDecay, (1.0 + step) / (10.0 + step));
  }
}
