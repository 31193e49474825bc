package dev.lodestar.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** All that a training run must remember between two steps. */
final class TrainingState implements AutoCloseable {
  private static final String STEP = "step";
  private static final String SCORE = "best.score";
  private static final String FINGERPRINT = "fingerprint";

  private final Tensor weights;
  private final Tensor average;
  private final Tensor mean;
  private final Tensor square;
  private final Tensor best;
  private double bestScore;
  private int step;

  private TrainingState(
      float[] weights,
      float[] average,
      float[] mean,
      float[] square,
      float[] best,
      double bestScore,
      int step) {
    try (Scope s = Scope.inference()) {
      this.weights = keep(weights);
      this.average = keep(average);
      this.mean = keep(mean);
      this.square = keep(square);
      this.best = keep(best);
    }
    this.bestScore = bestScore;
    this.step = step;
  }

  private static Tensor keep(float[] values) {
    return Scope.keep(Torch.tensor(values, values.length));
  }

  static TrainingState fresh(float[] initial) {
    float[] zero = new float[initial.length];
    return new TrainingState(initial, initial, zero, zero, initial, Double.NEGATIVE_INFINITY, 0);
  }

  /**
   * The state of the plan's checkpoint, if there is one.
   *
   * @throws IllegalStateException if it is of another run
   */
  static Optional<TrainingState> resume(TrainingPlan plan, String fingerprint) {
    if (plan.checkpoint().isEmpty() || !Files.exists(plan.checkpoint().get())) {
      return Optional.empty();
    }
    Path file = plan.checkpoint().get();
    try {
      SafeTensors saved = SafeTensors.read(file);
      if (!fingerprint.equals(saved.metadata().get(FINGERPRINT))) {
        throw new IllegalStateException(
            file
                + " belongs to a run with another network, plan or data;"
                + " remove it or name another checkpoint.");
      }
      return Optional.of(
          new TrainingState(
              saved.get("weights").floats(),
              saved.get("average").floats(),
              saved.get("mean").floats(),
              saved.get("square").floats(),
              saved.get("best").floats(),
              saved.get(SCORE).doubles()[0],
              saved.get(STEP).ints()[0]));
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint cannot be read: " + e.getMessage(), e);
    }
  }

  void save(Path file, String fingerprint) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    put(tensors, "weights", weights);
    put(tensors, "average", average);
    put(tensors, "mean", mean);
    put(tensors, "square", square);
    put(tensors, "best", best);
    tensors.put(SCORE, StoredTensor.of(new double[] {bestScore}, 1));
    tensors.put(STEP, StoredTensor.of(new int[] {step}, 1));
    try {
      new SafeTensors(tensors, Map.of(FINGERPRINT, fingerprint)).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  private static void put(Map<String, StoredTensor> tensors, String name, Tensor t) {
    float[] values = Torch.floats(t);
    tensors.put(name, StoredTensor.of(values, values.length));
  }

  Tensor weights() {
    return weights;
  }

  Tensor average() {
    return average;
  }

  /** First moment of the gradients. */
  Tensor mean() {
    return mean;
  }

  /** Second moment of the gradients. */
  Tensor square() {
    return square;
  }

  int step() {
    return step;
  }

  void advance() {
    step++;
  }

  /** Remembers the present average if it scores best; NaN is no score. */
  void offer(double score) {
    if (score > bestScore) {
      bestScore = score;
      best.copy_(average);
    }
  }

  /** The average that scored best, if any was scored. */
  Optional<Tensor> best() {
    return bestScore == Double.NEGATIVE_INFINITY ? Optional.empty() : Optional.of(best);
  }

  @Override
  public void close() {
    for (Tensor t : new Tensor[] {weights, average, mean, square, best}) {
      t.close();
    }
  }
}
