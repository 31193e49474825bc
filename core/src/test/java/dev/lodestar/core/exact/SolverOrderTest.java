package dev.lodestar.core.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Ddim;
import dev.lodestar.core.gaussian.FlowSde;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The error of solvers under a perfect network, as their steps grow. */
class SolverOrderTest {
  private static final int[] STEPS = {16, 32, 64, 128};

  /**
   * A solver.
   *
   * @param levels of so many steps
   * @param order by how much the error falls
   * @param tolerance of the fitted slope
   */
  record Case(
      String name, Solver solver, IntFunction<NoiseLevels> levels, double order, double tolerance) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("ddim, straight", new Ddim(0), Mixtures::straight, 1, 0.15),
        new Case("flow, straight", new FlowSde(0), Mixtures::straight, 1, 0.15),
        new Case("ddpm, straight", new Ancestral(), Mixtures::straight, 1, 0.2),
        new Case("flow with noise", new FlowSde(0.5), Mixtures::straight, 1, 0.2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theErrorFallsAsTheOrderSays(Case c) {
    SolverError error = new SolverError(Mixtures.line(), c.solver());
    double[] errors =
        Arrays.stream(STEPS).mapToDouble(n -> error.of(c.levels().apply(n))).toArray();
    double slope = SolverError.slope(STEPS, errors);
    assertEquals(-c.order(), slope, c.tolerance(), c + ": " + Arrays.toString(errors));
    assertTrue(errors[3] < 0.05, Arrays.toString(errors));
  }
}
