package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.TokenValueNet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenRollOutsTest {
  private static final int STATES = 4;
  private static final int MASK = 4;
  private static final int LENGTH = 40;
  private static final int STEPS = 64;

  /** Every letter is as likely as any other, whatever stands beside it. */
  private static final TokenDenoiser EVEN =
      new TokenDenoiser() {
        @Override
        public int vocabulary() {
          return MASK;
        }

        @Override
        public boolean timeIndependent() {
          return true;
        }

        @Override
        public float[] logits(int[] tokens, int rows, int length, double noise) {
          return new float[tokens.length * MASK];
        }
      };

  private static TokenRollOuts rollOuts(Objective<Tokens> objective, int states) {
    return new TokenRollOuts(
        () -> new MaskedProcess(EVEN, STEPS, LENGTH, new Meter(Budget.unlimited())),
        objective,
        states,
        9);
  }

  /** How many ones; none at all has no score. */
  private static double ones(int[] row) {
    int n = 0;
    for (int token : row) {
      n += token == 1 ? 1 : 0;
    }
    return n == 0 ? Double.NEGATIVE_INFINITY : n;
  }

  private static double[] ones(Tokens clean) {
    double[] out = new double[clean.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = ones(clean.row(i));
    }
    return out;
  }

  @Test
  void statesLeadToTheDesignWhoseScoreIsTheirEnd() {
    List<Tokens> designs = new ArrayList<>();
    Objective<Tokens> watched =
        clean -> {
          designs.add(clean);
          return ones(clean);
        };
    TokenRollOuts.Seen seen = rollOuts(watched, STATES).draw(64, 128, Progress.SILENT);
    assertEquals(2, designs.size(), "a score a design");
    assertEquals(128 * STATES, seen.states().size());
    for (int i = 0; i < seen.states().size(); i++) {
      int number = i / STATES;
      int[] design = designs.get(number / TokenRollOuts.GROUP).row(number % TokenRollOuts.GROUP);
      assertEquals(ones(design), seen.ends().get(i));
      int masked = 0;
      for (int l = 0; l < LENGTH; l++) {
        int token = seen.states().get(i)[l];
        masked += token == MASK ? 1 : 0;
        assertTrue(token == MASK || token == design[l], "state " + i + " at " + l);
      }
      double t = seen.times().get(i);
      // stretch k of the trajectory, from noise to data
      double upper = 1 - (double) (i % STATES) / STATES;
      assertTrue(t <= upper + 1e-2 && t > upper - 0.26, "time " + t + " in stretch " + i % STATES);
      // masked positions are binomial(40, t): eight standard deviations
      assertEquals(LENGTH * t, masked, 8 * Math.sqrt(LENGTH * t * Math.max(0, 1 - t)) + 1);
    }
    assertEquals(
        seen.ends().subList(STATES * 64, STATES * 128),
        rollOuts(watched, STATES).draw(128, 64, Progress.SILENT).ends(),
        "a group is a function of its first number");
  }

  /**
   * Letters are independent, so that the share of the variance that a state tells is the share of
   * its letters that are there. Gate: five standard errors of a correlation of 512 pairs.
   */
  @Test
  void theTrueValueReachesWhatCanBeReached() {
    TokenRollOuts.Seen seen = rollOuts(TokenRollOutsTest::ones, 8).judges(0, 256);
    assertEquals(256 * 8, seen.others().size());
    TokenValueNet exact =
        (tokens, rows, length, time) -> {
          double sum = 0;
          for (int token : tokens) {
            sum += token == 1 ? 1 : token == MASK ? 0.25 : 0;
          }
          return new double[] {sum};
        };
    double gate = 5 / Math.sqrt(512);
    for (ValueJudgement j : ValueJudgement.of(exact, seen, 0)) {
      double told = 1 - (j.bin() + 0.5) / ValueJudgement.BINS;
      assertEquals(told, j.reachable(), gate, j.line());
      assertEquals(told, j.learned(), gate, j.line());
      // the clean guess takes masks for zeros, which are a quarter of a one each
      assertTrue(j.guessed() < j.learned(), j.line());
    }
  }

  @Test
  void anEndWithoutAScoreCountsAsTheWorst() {
    TokenRollOuts.Seen seen =
        rollOuts(
                clean -> {
                  double[] out = ones(clean);
                  out[0] = Double.NEGATIVE_INFINITY;
                  return out;
                },
                1)
            .draw(0, 64, Progress.SILENT);
    assertEquals(1.0 / 64, seen.lost());
    assertTrue(seen.worst() > 0);
    assertEquals(seen.worst(), seen.data(seen.worst()).targets()[0]);
  }
}
