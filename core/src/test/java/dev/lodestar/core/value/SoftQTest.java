package dev.lodestar.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftQTest {
  private static final double ALPHA = 0.7;

  private final Bed bed = Bed.small();
  private final Objective<Tokens> reward = bed.reward(3);
  private final ExactTarget target = new ExactTarget(bed.exact(), reward, ALPHA);

  private SoftQ<Tokens> fit(int paths, int children) {
    return SoftQ.fit(
        bed.process(),
        reward,
        new SoftQ.Plan(paths, children, ALPHA),
        () -> new TableRegression<>(new PosteriorMean<>(reward)),
        Streams.of(8));
  }

  /** Error of a value, weighted by how often the pre-trained model visits a state. */
  private double error(ValueFunction<Tokens> value) {
    int n = bed.exact().states().size();
    double[] law = bed.exact().prior();
    double worst = 0;
    for (int t = bed.exact().steps(); t >= 0; t--) {
      Outlook<Tokens> all =
          bed.process().look(bed.exact().states().tokens(IntStream.range(0, n).toArray()), t);
      double[] v = value.of(all, Draws.of(Streams.of(1), 0, n, t));
      double sum = 0;
      for (int s = 0; s < n; s++) {
        sum += law[s] * Math.abs(v[s] - target.values()[t][s]);
      }
      worst = Math.max(worst, sum);
      law = t > 0 ? bed.exact().push(t, law) : law;
    }
    return worst;
  }

  @Test
  void aTableFittedFromTheDataUpIsTheExactValue() {
    double few = error(fit(300, 4));
    double many = error(fit(5_000, 40));
    double guess = error(new PosteriorMean<>(reward));
    assertTrue(many < 0.03, "error " + many);
    assertTrue(few < guess / 2, few + " against " + guess + " of the posterior mean");
    assertTrue(many < few / 3, few + " to " + many);
  }

  @Test
  void svddByItIsBetterThanByThePosteriorMean() {
    SoftQ<Tokens> fitted = fit(3_000, 20);
    double by = mean(bed.decode(new Svdd(4, ALPHA), fitted, 1, 0, 3_000).population().values());
    double mean =
        mean(
            bed.decode(new Svdd(4, ALPHA), new PosteriorMean<>(reward), 1, 0, 3_000)
                .population()
                .values());
    assertTrue(by > mean + 0.05, mean + " to " + by);
    assertEquals(4, fitted.levels().size());
  }

  @Test
  void levelsItWasNotFittedForAreRefused() {
    SoftQ<Tokens> none = new SoftQ<>(java.util.List.of(), reward);
    Outlook<Tokens> noise = bed.process().look(bed.exact().states().tokens(0), 2);
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> none.of(noise, Draws.of(Streams.of(1), 0, 1, 2)))
            .getMessage();
    assertTrue(said.contains("as many steps as the run takes"), said);
    assertThrows(IllegalArgumentException.class, () -> new SoftQ.Plan(1, 1, 0));
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
