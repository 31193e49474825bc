package dev.lodestar.sequence.protein;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.value.DifferentiableScore;
import dev.lodestar.sequence.Alphabet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    implements Reward<String>, DifferentiableScore {
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
    int sites = variants.get(0).length;
    double mean = Arrays.stream(measured).average().orElseThrow();
    float[] effects = new float[size(sites, span)];
    List<Effects> all = new ArrayList<>();
    for (int apart = 0; apart <= span; apart++) {
      for (int l = 0; l + apart < sites; l++) {
        all.add(Effects.of(variants, sites, l, apart));
      }
    }
    Residuals left = new Residuals(measured, mean);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (Effects e : all) {
        e.refit(left, effects, penalty);
      }
    }
    return new PairRegression(sites, span, mean, effects, "being fitted");
  }

  /** What is not explained yet: of each row its own part, and one that all rows share. */
  private static final class Residuals {
    private final double[] own;
    private double shared;
    private double sum;

    Residuals(double[] measured, double mean) {
      own = measured.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] -= mean;
        sum += own[i];
      }
    }

    double of(int row) {
      return own[row] + shared;
    }

    /** Of all rows together. */
    double sum() {
      return sum + shared * own.length;
    }

    void add(int row, double change) {
      own[row] += change;
      sum += change;
    }

    void addToAll(double change) {
      shared += change;
    }
  }

  /**
   * The effects of a site or pair. Most variants are alike at most sites: a sweep visits only rows
   * that differ there from the usual letters.
   *
   * @param from place of the first effect
   * @param usual level of most rows
   * @param rows those of other levels
   * @param levels of these rows
   * @param counts rows a level
   */
  private record Effects(int from, int usual, int[] rows, int[] levels, int[] counts) {
    static Effects of(List<int[]> variants, int sites, int l, int apart) {
      int[] counts = new int[apart == 0 ? V : V * V];
      for (int[] x : variants) {
        counts[level(x, l, apart)]++;
      }
      int most = 0;
      for (int k = 1; k < counts.length; k++) {
        most = counts[k] > counts[most] ? k : most;
      }
      int usual = most;
      int[] rows =
          IntStream.range(0, variants.size())
              .filter(i -> level(variants.get(i), l, apart) != usual)
              .toArray();
      int[] levels = Arrays.stream(rows).map(i -> level(variants.get(i), l, apart)).toArray();
      return new Effects(index(sites, l, apart, 0), usual, rows, levels, counts);
    }

    void refit(Residuals left, float[] effects, double penalty) {
      double[] sum = new double[counts.length];
      sum[usual] = left.sum();
      for (int i = 0; i < rows.length; i++) {
        double row = left.of(rows[i]);
        sum[levels[i]] += row;
        sum[usual] -= row;
      }
      float[] next = new float[counts.length];
      for (int k = 0; k < next.length; k++) {
        next[k] = (float) ((sum[k] + counts[k] * effects[from + k]) / (counts[k] + penalty));
      }
      double common = effects[from + usual] - next[usual];
      for (int i = 0; i < rows.length; i++) {
        left.add(rows[i], effects[from + levels[i]] - next[levels[i]] - common);
      }
      left.addToAll(common);
      System.arraycopy(next, 0, effects, from, next.length);
    }
  }

  private static int index(int sites, int l, int apart, int level) {
    return apart == 0 ? l * V + level : sites * V + ((apart - 1) * sites + l) * V * V + level;
  }

  private static int level(int[] x, int l, int apart) {
    return apart == 0 ? x[l] : x[l] * V + x[l + apart];
  }

  /** The estimate of a variant's tokens. */
  public double of(int[] variant) {
    requireLength(variant.length);
    double sum = mean;
    for (int apart = 0; apart <= span; apart++) {
      for (int l = 0; l + apart < sites; l++) {
        sum += effects[index(sites, l, apart, level(variant, l, apart))];
      }
    }
    return sum;
  }

  /** The same as a function of probabilities: every effect counts by those of its letters. */
  @Override
  public double[] score(float[] probabilities, int rows, int length) {
    requireLength(length);
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      float[] slope = new float[sites * V];
      out[r] = mean + relaxed(probabilities, r * sites * V, slope, 0);
    }
    return out;
  }

  @Override
  public float[] gradient(float[] probabilities, int rows, int length) {
    requireLength(length);
    float[] out = new float[rows * sites * V];
    for (int r = 0; r < rows; r++) {
      relaxed(probabilities, r * sites * V, out, r * sites * V);
    }
    return out;
  }

  /** Adds up the effects of one row, and their slopes. */
  private double relaxed(float[] p, int from, float[] slope, int to) {
    double sum = 0;
    for (int k = 0; k < sites * V; k++) {
      sum += p[from + k] * effects[k];
      slope[to + k] += effects[k];
    }
    for (int apart = 1; apart <= span; apart++) {
      for (int l = 0; l + apart < sites; l++) {
        for (int a = 0; a < V; a++) {
          int first = l * V + a;
          for (int b = 0; b < V; b++) {
            int second = (l + apart) * V + b;
            float effect = effects[index(sites, l, apart, a * V + b)];
            sum += (double) p[from + first] * p[from + second] * effect;
            slope[to + first] += p[from + second] * effect;
            slope[to + second] += p[from + first] * effect;
          }
        }
      }
    }
    return sum;
  }

  private void requireLength(int length) {
    if (length != sites) {
      throw new IllegalArgumentException(
          "The variant has %d letters; the scorer was fitted on %d.".formatted(length, sites));
    }
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
