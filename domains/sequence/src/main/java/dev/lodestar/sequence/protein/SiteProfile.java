package dev.lodestar.sequence.protein;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.sequence.Alphabet;
import java.util.Arrays;
import java.util.List;

/**
 * A model of variants in which every site has letters of its own, whatever the others hold: the
 * profile of a family. As a masked denoiser it is exact.
 *
 * @param probabilities shape [sites · 20], summing to 1 at each site
 */
public record SiteProfile(double[] probabilities) implements TokenDenoiser {
  private static final int V = Alphabet.PROTEIN.size();

  /** Counts letters in some variants, one row each, from one of each letter up. */
  public static SiteProfile of(List<int[]> variants) {
    int sites = variants.get(0).length;
    double[] p = new double[sites * V];
    Arrays.fill(p, 1);
    for (int[] x : variants) {
      for (int l = 0; l < sites; l++) {
        p[l * V + x[l]]++;
      }
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= variants.size() + V;
    }
    return new SiteProfile(p);
  }

  /** The most frequent letter of each site, as tokens. */
  public int[] consensus() {
    int[] out = new int[probabilities.length / V];
    for (int k = 0; k < probabilities.length; k++) {
      int site = k / V;
      out[site] = probabilities[k] > probabilities[site * V + out[site]] ? k % V : out[site];
    }
    return out;
  }

  @Override
  public int vocabulary() {
    return V;
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    if (length * V != probabilities.length || tokens.length != rows * length) {
      throw new IllegalArgumentException(
          "states of %d sites where there are %d".formatted(length, probabilities.length / V));
    }
    float[] one = new float[probabilities.length];
    for (int k = 0; k < one.length; k++) {
      one[k] = (float) StrictMath.log(probabilities[k]);
    }
    float[] out = new float[tokens.length * V];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(one, 0, out, i * one.length, one.length);
    }
    return out;
  }
}
