package dev.lodestar.sequence.metric;

import dev.lodestar.sequence.Alphabet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Frequencies of all k-mers of DNA, summing to 1.
 *
 * @param k letters
 * @param frequencies shape [4^k], k-mers in alphabetical order
 */
public record KmerProfile(int k, double[] frequencies) {
  /** Letters of the longest k-mers. */
  public static final int LONGEST = 8;

  public KmerProfile {
    if (k < 1 || k > LONGEST || frequencies.length != 1 << (2 * k)) {
      throw new IllegalArgumentException(
          frequencies.length + " frequencies for " + k + "-mers; k is 1 to " + LONGEST);
    }
    double sum = Arrays.stream(frequencies).sum();
    if (Arrays.stream(frequencies).anyMatch(f -> !(f >= 0)) || Math.abs(sum - 1) > 1e-3) {
      throw new IllegalArgumentException("k-mer frequencies are at least 0 and sum to 1");
    }
    frequencies = frequencies.clone();
  }

  @Override
  public double[] frequencies() {
    return frequencies.clone();
  }

  /** Counts the k-mers of all sequences together; at least one must have k letters. */
  public static KmerProfile of(List<String> sequences, int k) {
    long[] counts = new long[1 << (2 * k)];
    long total = 0;
    for (String s : sequences) {
      int[] tokens = Alphabet.DNA.tokens(s);
      int code = 0;
      for (int i = 0; i < tokens.length; i++) {
        code = (code << 2 | tokens[i]) & (counts.length - 1);
        if (i >= k - 1) {
          counts[code]++;
          total++;
        }
      }
    }
    if (total == 0) {
      throw new IllegalArgumentException("No sequence has " + k + " letters.");
    }
    double n = total;
    return new KmerProfile(k, Arrays.stream(counts).mapToDouble(c -> c / n).toArray());
  }

  /** Pearson correlation with another profile of the same k; NaN where one is constant. */
  public double correlation(KmerProfile other) {
    if (other.k != k) {
      throw new IllegalArgumentException("Profiles of " + k + "-mers and " + other.k + "-mers");
    }
    double mean = 1.0 / frequencies.length; // both sum to 1
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < frequencies.length; i++) {
      double x = frequencies[i] - mean;
      double y = other.frequencies[i] - mean;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** One line of numbers, for the notes of a model file. */
  public String text() {
    return Arrays.stream(frequencies)
        .mapToObj(f -> String.format(Locale.ROOT, "%.8f", f))
        .collect(Collectors.joining(" "));
  }

  /** Reads {@link #text}. */
  public static KmerProfile parse(int k, String text) {
    return new KmerProfile(
        k, Arrays.stream(text.trim().split(" ")).mapToDouble(Double::parseDouble).toArray());
  }
}
