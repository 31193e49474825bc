package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.torch.GdssConfig.NodeNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdssTrainerTest {
  private static final GdssConfig CONFIG =
      new GdssConfig(6, 2, NodeNet.CONVOLUTION, 2, 0.1, 1, 0.1, 1);

  /** Paths whose kinds alternate. */
  private static GraphParticles paths(int rows, int seed) {
    return paths(rows, seed, CONFIG.shape());
  }

  private static GraphParticles paths(int rows, int seed, GraphShape shape) {
    Random random = new Random(seed);
    GraphField out = GraphField.zero(rows, shape);
    int[] atoms = new int[rows];
    for (int i = 0; i < rows; i++) {
      atoms[i] = 4 + random.nextInt(3);
      for (int a = 0; a < atoms[i]; a++) {
        out.nodes()[i * shape.nodeNumbers() + a * 2 + a % 2] = 1;
        if (a > 0) {
          out.edges()[i * shape.pairNumbers() + GraphShape.pair(a - 1, a)] = 1;
        }
      }
    }
    return GraphParticles.clean(out, atoms);
  }

  private static TrainingPlan plan(int steps, Optional<Path> checkpoint, int threads) {
    return new TrainingPlan(steps, 160, 5e-3, 0, 5, 0.9, 3, checkpoint, 10, 10, threads);
  }

  @Test
  void theHeldOutErrorFallsBelowWhatKnowingNothingReaches() {
    List<Progress> seen = new ArrayList<>();
    GdssTrainer.train(
            CONFIG, paths(500, 1), paths(100, 2), plan(150, Optional.empty(), 2), seen::add)
        .close();
    // a network that answers 0 has an error near 1 for each part
    assertTrue(seen.get(0).validation().orElseThrow() < -1, seen.get(0).toString());
    assertTrue(seen.get(14).validation().orElseThrow() > -0.8, seen.get(14).toString());
  }

  /** The sums of squares are those of the real atoms and pairs, whatever room there is besides. */
  @Test
  void roomThatNoGraphNeedsChangesOnlyTheDivisors() {
    double[] errors = new double[3];
    int[] capacities = {6, 9, 40};
    for (int i = 0; i < errors.length; i++) {
      GdssConfig config = new GdssConfig(capacities[i], 2, NodeNet.CONVOLUTION, 2, 0.1, 1, 0.1, 1);
      TrainingPlan still = new TrainingPlan(1, 8, 1e-9, 0, 0, 0, 3, Optional.empty(), 1, 1, 1);
      int at = i;
      GdssTrainer.train(
              config,
              paths(20, 1, config.shape()),
              paths(700, 2, config.shape()),
              still,
              p -> errors[at] = -p.validation().orElseThrow())
          .close();
    }
    // error = nodes / (2·capacity) + pairs / (capacity·(capacity − 1)/2): two unknowns, three
    // errors
    double nodes = (errors[0] * 15 - errors[1] * 36) / (15 / 12.0 - 36 / 18.0);
    double pairs = 15 * (errors[0] - nodes / 12);
    assertTrue(nodes > 1 && pairs > 1, nodes + ", " + pairs);
    assertEquals(nodes / 80 + pairs / 780, errors[2], 1e-4 * errors[2]);
  }

  @Test
  void aKilledTrainingEndsInTheSameBits(@TempDir Path folder) {
    GraphParticles data = paths(300, 1);
    GraphParticles none = data.select(new int[0]);
    Optional<Path> checkpoint = Optional.of(folder.resolve("state"));
    try (GdssNetwork whole =
        GdssTrainer.train(CONFIG, data, none, plan(30, Optional.empty(), 2), p -> {})) {
      assertThrows(
          IllegalStateException.class,
          () ->
              GdssTrainer.train(
                  CONFIG,
                  data,
                  none,
                  plan(30, checkpoint, 1),
                  p -> {
                    if (p.step() == 20) {
                      throw new IllegalStateException("killed");
                    }
                  }));
      try (GdssNetwork resumed =
          GdssTrainer.train(CONFIG, data, none, plan(30, checkpoint, 1), p -> {})) {
        assertArrayEquals(whole.parameters().values(), resumed.parameters().values());
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    GraphParticles data = paths(3, 1);
    TrainingPlan plan = plan(1, Optional.empty(), 1);
    GraphParticles none = data.select(new int[0]);
    assertThrows(
        IllegalArgumentException.class, () -> GdssTrainer.train(CONFIG, none, none, plan, p -> {}));
    assertThrows(
        IllegalArgumentException.class,
        () -> GdssTrainer.train(GdssConfig.qm9(), data, data, plan, p -> {}));
    assertEquals(0, Arrays.stream(none.atoms()).sum());
  }
}
