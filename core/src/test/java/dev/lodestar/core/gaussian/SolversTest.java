package dev.lodestar.core.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Each step against Bayes' rule and against its relatives. */
class SolversTest {
  private static final NoiseLevel[][] STEPS = {
    {NoiseLevel.preserving(9, 0.1), NoiseLevel.preserving(4, 0.7)},
    {new NoiseLevel(0.8, 0.2, 0.8), new NoiseLevel(0.5, 0.5, 0.5)},
    {new NoiseLevel(1, 0, 1), new NoiseLevel(0.9, 0.1, 0.9)},
    {new NoiseLevel(3, 1, 3), new NoiseLevel(1, 1, 1)}
  };

  private static void same(Solver.Move a, Solver.Move b) {
    assertEquals(a.ofState(), b.ofState(), 1e-12);
    assertEquals(a.ofClean(), b.ofClean(), 1e-12);
    assertEquals(a.deviation(), b.deviation(), 1e-12);
  }

  /** q(x_s | x_t, x_0) ∝ q(x_t | x_s)·q(x_s | x_0), whose precisions add. */
  @Test
  void anAncestralStepIsBayesRule() {
    for (NoiseLevel[] step : STEPS) {
      NoiseLevel t = step[0];
      NoiseLevel s = step[1];
      double r = t.scale() / s.scale();
      double forward = t.deviation() * t.deviation() - r * r * s.deviation() * s.deviation();
      double prior = s.deviation() * s.deviation();
      double precision = r * r / forward + 1 / prior;
      Solver.Move move = new Ancestral().move(t, s);
      assertEquals(r / forward / precision, move.ofState(), 1e-12);
      assertEquals(s.scale() / prior / precision, move.ofClean(), 1e-12);
      assertEquals(Math.sqrt(1 / precision), move.deviation(), 1e-12);
      Solver.Move large = new Ancestral(Ancestral.Variance.LARGE).move(t, s);
      assertEquals(Math.sqrt(forward), large.deviation(), 1e-12);
      assertEquals(move.ofClean(), large.ofClean());
    }
  }

  @Test
  void ddimAtEtaOneIsAncestral() {
    for (NoiseLevel[] step : STEPS) {
      same(new Ancestral().move(step[0], step[1]), new Ddim(1).move(step[0], step[1]));
    }
  }

  /** Given the true x_0, a step from q(x_t | x_0) lands in q(x_s | x_0). */
  @Test
  void ddimKeepsTheMarginalsWhateverEta() {
    for (NoiseLevel[] step : STEPS) {
      for (double eta : new double[] {0, 0.3, 1}) {
        Solver.Move move = new Ddim(eta).move(step[0], step[1]);
        double mean = move.ofState() * step[0].scale() + move.ofClean();
        assertEquals(step[1].scale(), mean, 1e-12);
        double spread = Math.hypot(move.ofState() * step[0].deviation(), move.deviation());
        assertEquals(step[1].deviation(), spread, 1e-12);
      }
    }
  }

  @Test
  void withoutNoiseTheStraightPathIsWalkedByEuler() {
    NoiseLevel t = STEPS[1][0];
    NoiseLevel s = STEPS[1][1];
    same(new Ddim(0).move(t, s), new FlowSde(0).move(t, s));
    // x − h·u with u = (x − x̂_0)/t
    assertEquals(1 - 0.3 / 0.8, new FlowSde(0).move(t, s).ofState(), 1e-12);
  }

  /** Euler and Maruyama leave a defect of second order in the step. */
  @Test
  void theFlowsEquationKeepsTheMarginalsToFirstOrder() {
    FlowSchedule path = new FlowSchedule();
    double[] defect = new double[2];
    for (int k = 0; k < 2; k++) {
      double h = 0.01 / (k + 1);
      Solver.Move move = new FlowSde(0.7).move(path.at(0.5), path.at(0.5 - h));
      assertEquals(0.5 + h, move.ofState() * 0.5 + move.ofClean(), 1e-12);
      double variance = Math.pow(move.ofState() * 0.5, 2) + Math.pow(move.deviation(), 2);
      defect[k] = variance - Math.pow(0.5 - h, 2);
    }
    assertEquals(4, defect[0] / defect[1], 1e-9);
    String said =
        assertThrows(
                IllegalArgumentException.class, () -> new FlowSde(1).move(STEPS[0][0], STEPS[0][1]))
            .getMessage();
    assertTrue(said.contains("straight path"), said);
  }

  @Test
  void theLastStepReturnsTheCleanGuess() {
    NoiseLevel t = new FlowSchedule().at(0.2);
    same(new Solver.Move(0, 1, 0), new Ancestral().move(t, NoiseLevel.DATA));
    same(
        new Solver.Move(0, 1, 0), new Ancestral(Ancestral.Variance.LARGE).move(t, NoiseLevel.DATA));
    same(new Solver.Move(0, 1, 0), new Ddim(0.5).move(t, NoiseLevel.DATA));
    same(new Solver.Move(0, 1, 0), new FlowSde(1).move(t, NoiseLevel.DATA));
  }
}
