package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.SdeSchedule.VarianceExploding;
import dev.lodestar.core.graph.SdeSchedule.VariancePreserving;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenoisingErrorTest {
  private static final GraphShape SHAPE = new GraphShape(12, 3);
  private static final GraphSchedule SCHEDULE =
      new GraphSchedule(new VariancePreserving(0.1, 20), new VarianceExploding(0.02, 40), 40);

  private static GraphParticles constant(float number, int... atoms) {
    GraphField field = GraphField.zero(atoms.length, SHAPE);
    for (int i = 0; i < atoms.length; i++) {
      int n = i * SHAPE.nodeNumbers();
      int p = i * SHAPE.pairNumbers();
      Arrays.fill(field.nodes(), n, n + atoms[i] * SHAPE.features(), number);
      Arrays.fill(field.edges(), p, p + GraphShape.pairs(atoms[i]), number);
    }
    return GraphParticles.clean(field, atoms);
  }

  @Test
  void whatTheNetworkExpectsHasALowerErrorThanWhatItDoesNot() {
    GraphScore law = new GaussianGraphScore(SHAPE, SCHEDULE, 0.7, 0.1);
    DenoisingError error = new DenoisingError(law, SCHEDULE);
    double usual = error.of(constant(0.7f, 12), 1)[0];
    double strange = error.of(constant(2.5f, 12), 1)[0];
    assertTrue(usual < 0.3 && strange > 2 * usual, usual + " and " + strange);
  }

  @Test
  void aNetworkThatSaysNothingHasTheVarianceOfTheNoise() {
    GraphScore silent =
        new GraphScore() {
          @Override
          public GraphShape shape() {
            return SHAPE;
          }

          @Override
          public GraphField of(GraphParticles states, double time) {
            return GraphField.zero(states.size(), SHAPE);
          }
        };
    // 40 levels of 36 and 66 numbers: 1 ± 0.03, and 6 deviations
    assertEquals(1, new DenoisingError(silent, SCHEDULE).of(constant(0, 12), 3)[0], 0.2);
  }

  @Test
  void aGraphDoesNotDependOnItsCompany() {
    DenoisingError error =
        new DenoisingError(new GaussianGraphScore(SHAPE, SCHEDULE, 0.7, 0.1), SCHEDULE);
    double[] together = error.of(constant(0.5f, 3, 12, 7), 1);
    assertEquals(together[2], error.of(constant(0.5f, 7), 1)[0], 1e-9);
    assertEquals(together[0], error.of(constant(0.5f, 3), 1)[0], 1e-9);
  }
}
