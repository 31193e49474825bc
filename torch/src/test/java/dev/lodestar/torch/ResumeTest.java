package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed training run goes on to the bits it would have reached. */
class ResumeTest {
  @TempDir Path dir;

  private final CnnRegressor.Config config = new CnnRegressor.Config(4, 12, 8, 3, 2, 8, 0.3);
  private final int[][] data = new int[150][];
  private final double[] targets = new double[data.length];

  ResumeTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int r = 0; r < data.length; r++) {
      data[r] = random.ints(random.nextInt(6, 13), 0, 4).toArray();
      targets[r] = data[r][0] + random.nextDouble();
    }
  }

  private float[] train(TrainingPlan plan, Consumer<Progress> progress) {
    int[][] held = {data[0], data[1], data[2]};
    double[] heldTargets = {targets[0], targets[1], targets[2]};
    try (NeuralRegressor net =
        RegressorTrainer.train(config, data, targets, held, heldTargets, plan, progress)) {
      return net.parameters().values();
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void killedAndResumedIsUninterrupted() {
    TrainingPlan plan = TrainingPlan.of(60, 70, 3);
    float[] whole = train(plan, p -> {});
    TrainingPlan kept = plan.withCheckpoint(dir.resolve("run.safetensors"), 7);
    for (int killedAt : new int[] {9, 33}) {
      assertThrows(
          Killed.class,
          () ->
              train(
                  kept,
                  p -> {
                    if (p.step() == killedAt) {
                      throw new Killed();
                    }
                  }));
    }
    assertArrayEquals(whole, train(kept, p -> {}));
  }

  @Test
  void threadsDoNotMatter() {
    TrainingPlan plan = TrainingPlan.of(20, 100, 4);
    assertArrayEquals(train(plan.withThreads(1), p -> {}), train(plan.withThreads(3), p -> {}));
  }

  @Test
  void anotherRunsCheckpointIsRefused() {
    Path file = dir.resolve("run.safetensors");
    train(TrainingPlan.of(4, 8, 1).withCheckpoint(file, 2), p -> {});
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> train(TrainingPlan.of(4, 8, 2).withCheckpoint(file, 2), p -> {}));
    assertTrue(e.getMessage().contains("another network, plan or data"), e.getMessage());
  }
}
