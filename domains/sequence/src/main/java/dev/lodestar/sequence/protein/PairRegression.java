package dev.lodestar.sequence.protein;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import java.util.ArrayList;
import java.util.List;

/**
 * A measurement as a sum of effects of the letters of sites, and of the pairs of letters of sites
 * that are close along the chain.
 *
 * @param sites length of the variants
 * @param span sites up to so many apart have effects as pairs; 0: sites alone
 * @param mean of the measurements
 * @param effects of letters, shape [sites · 20]; then for each distance from 1 to the span those of
 *     pairs, shape [sites · 400], unused where the second site is beyond the end
 * @param identity of the weights
 */
public record PairRegression(int sites, int span, double mean, float[] effects, String identity)
    implements Reward<String> {
  private static final int V = Alphabet.PROTEIN.size();
  private static final int SWEEPS = 60;

  public PairRegression {
    if (effects.length != size(sites, span)) {
      throw new IllegalArgumentException(effects.length + " effects for " + sites + " sites");
    }
  }

  /** Number of effects. */
  public static int size(int sites, int span) {
    return sites * V + span * sites * V * V;
  }

  /**
   * Ridge regression by sweeps over sites and pairs; all effects of one are set to their best given
   * the others.
   *
   * @param penalty on the squared effects, above 0
   */
  public static PairRegression fit(
      List<int[]> variants, double[] measured, int span, double penalty) {
    int n = measured.length;
    int sites = variants.get(0).length;
    double mean = 0;
    for (double y : measured) {
      mean += y / n;
    }
    double[] left = measured.clone();
    for (int i = 0; i < n; i++) {
      left[i] -= mean;
    }
    float[] effects = new float[size(sites, span)];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int apart = 0; apart <= span; apart++) {
        for (int l = 0; l + apart < sites; l++) {
          refit(variants, left, effects, sites, l, apart, penalty);
        }
      }
    }
    return new PairRegression(sites, span, mean, effects, "being fitted");
  }

  private static void refit(
      List<int[]> variants,
      double[] left,
      float[] effects,
      int sites,
      int l,
      int apart,
      double penalty) {
    int levels = apart == 0 ? V : V * V;
    int from = index(sites, l, apart, 0);
    double[] sum = new double[levels];
    int[] count = new int[levels];
    for (int i = 0; i < left.length; i++) {
      int level = level(variants.get(i), l, apart);
      sum[level] += left[i] + effects[from + level];
      count[level]++;
    }
    float[] next = new float[levels];
    for (int k = 0; k < levels; k++) {
      next[k] = (float) (sum[k] / (count[k] + penalty));
    }
    for (int i = 0; i < left.length; i++) {
      int level = level(variants.get(i), l, apart);
      left[i] += effects[from + level] - next[level];
    }
    System.arraycopy(next, 0, effects, from, levels);
  }

  private static int index(int sites, int l, int apart, int level) {
    return apart == 0 ? l * V + level : sites * V + ((apart - 1) * sites + l) * V * V + level;
  }

  private static int level(int[] x, int l, int apart) {
    return apart == 0 ? x[l] : x[l] * V + x[l + apart];
  }

  /** The estimate of a variant's tokens. */
  public double of(int[] variant) {
    if (variant.length != sites) {
      throw new IllegalArgumentException(
          "The variant has %d letters; the scorer was fitted on %d."
              .formatted(variant.length, sites));
    }
    double sum = mean;
    for (int apart = 0; apart <= span; apart++) {
      for (int l = 0; l + apart < sites; l++) {
        sum += effects[index(sites, l, apart, level(variant, l, apart))];
      }
    }
    return sum;
  }

  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (String design : designs) {
      try {
        out.add(Score.of(of(Alphabet.PROTEIN.tokens(design))));
      } catch (IllegalArgumentException e) {
        out.add(new Score.Failed(e.getMessage()));
      }
    }
    return out;
  }
}
