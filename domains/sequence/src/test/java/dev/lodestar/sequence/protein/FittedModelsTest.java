package dev.lodestar.sequence.protein;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.tck.RewardContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The models that are counted or solved instead of trained. */
class FittedModelsTest extends RewardContract<String> {
  private static List<int[]> random(int n, int sites) {
    SplittableRandom random = new SplittableRandom(3);
    List<int[]> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(random.ints(sites, 0, 20).toArray());
    }
    return out;
  }

  private static PairRegression fitted(int span, ToDoubleFunction<int[]> law, int n) {
    List<int[]> variants = random(n, 4);
    return PairRegression.fit(variants, variants.stream().mapToDouble(law).toArray(), span, 0.01);
  }

  private static double additive(int[] x) {
    return 0.1 * x[0] - 0.05 * x[1] + 0.002 * x[2] * x[2] + 0.3 * (x[3] % 3);
  }

  /** A pair of neighbours two apart, which no sum over sites can hold. */
  private static double paired(int[] x) {
    return additive(x) + (x[0] % 2 == x[2] % 2 ? 1 : -1);
  }

  @Override
  protected Reward<String> reward() {
    return fitted(0, FittedModelsTest::additive, 500);
  }

  @Override
  protected List<String> designs() {
    return List.of("ACDE", "WWWW", "VDGV", "AHCA");
  }

  @Test
  void aSumOverSitesIsLearnt() {
    PairRegression fitted = fitted(0, FittedModelsTest::additive, 3000);
    for (int[] x : random(50, 4)) {
      assertEquals(additive(x), fitted.of(x), 1e-2);
    }
  }

  @Test
  void pairsAreLearntWhereTheSpanReachesThem() {
    assertTrue(error(fitted(2, FittedModelsTest::paired, 20_000)) < 0.2);
    assertTrue(error(fitted(1, FittedModelsTest::paired, 20_000)) > 0.8);
  }

  private static double error(PairRegression fitted) {
    return random(200, 4).stream()
        .mapToDouble(x -> Math.abs(fitted.of(x) - paired(x)))
        .average()
        .orElseThrow();
  }

  /** Certain letters score as such, and between them the slope is that of the score. */
  @Test
  void probabilitiesAreScoredWithTheirSlope() {
    PairRegression fitted = fitted(2, FittedModelsTest::paired, 500);
    List<int[]> variants = random(3, 4);
    float[] certain = new float[3 * 80];
    for (int i = 0; i < 3; i++) {
      for (int l = 0; l < 4; l++) {
        certain[i * 80 + l * 20 + variants.get(i)[l]] = 1;
      }
    }
    assertArrayEquals(
        variants.stream().mapToDouble(fitted::of).toArray(), fitted.score(certain, 3, 4), 1e-6);
    SplittableRandom random = new SplittableRandom(8);
    float[] p = new float[3 * 80];
    for (int k = 0; k < p.length; k++) {
      p[k] = (float) random.nextDouble();
    }
    float[] slope = fitted.gradient(p, 3, 4);
    for (int k = 0; k < p.length; k += 7) {
      float[] up = p.clone();
      float[] down = p.clone();
      up[k] += 0.5f;
      down[k] -= 0.5f;
      double[] above = fitted.score(up, 3, 4);
      double[] below = fitted.score(down, 3, 4);
      for (int r = 0; r < 3; r++) {
        assertEquals(r == k / 80 ? slope[k] : 0, above[r] - below[r], 1e-5, "at " + k);
      }
    }
  }

  @Test
  void anotherLengthFails() {
    Score score = reward().score(List.of("ACD")).get(0);
    assertTrue(assertInstanceOf(Score.Failed.class, score).cause().contains("3 letters"));
  }

  @Test
  void theProfileIsWhatWasCounted() {
    SiteProfile profile =
        SiteProfile.of(List.of(Alphabet.PROTEIN.tokens("AHCA"), Alphabet.PROTEIN.tokens("AHGA")));
    assertEquals(4, Arrays.stream(profile.probabilities()).sum(), 1e-12);
    assertEquals(3.0 / 22, profile.probabilities()[0], 1e-12);
    float[] logits = profile.logits(new int[] {20, 20, 20, 20, 20, 0, 20, 20}, 2, 4, 0);
    // cysteine at the third site, in the second row
    assertEquals(Math.log(2.0 / 22), logits[(4 + 2) * 20 + 1], 1e-6);
    assertArrayEquals(Alphabet.PROTEIN.tokens("AHCA"), profile.consensus());
  }
}
