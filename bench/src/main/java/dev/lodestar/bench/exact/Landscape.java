package dev.lodestar.bench.exact;

import java.util.Arrays;

/**
 * A space of designs small enough to enumerate, with the reward of every design and a model of it.
 *
 * <p>Designs are numbered in base V, the first letter the most significant digit.
 *
 * @param name name on the command line
 * @param title what it is, for readers
 * @param letters the alphabet, one letter a token
 * @param length L, positions a design
 * @param rewards reward of every design, shape [V^L]
 * @param model log-probability of every design under the pre-trained model, shape [V^L]
 * @param modelled how the model was made, for readers
 * @param steps T, denoising steps
 * @param alpha temperature in reward units
 */
record Landscape(
    String name,
    String title,
    String letters,
    int length,
    double[] rewards,
    double[] model,
    String modelled,
    int steps,
    double alpha) {

  /**
   * The same designs and rewards at a higher temperature, where weights scatter less: claims that
   * heavy tails leave open at α can be told at a multiple of it.
   */
  Landscape heated(int times) {
    return new Landscape(
        name, title, letters, length, rewards, model, modelled, steps, times * alpha);
  }

  int vocabulary() {
    return letters.length();
  }

  /** The number of the best design. */
  int best() {
    int best = 0;
    for (int d = 1; d < rewards.length; d++) {
      best = rewards[d] > rewards[best] ? d : best;
    }
    return best;
  }

  /** A design in letters. */
  String text(int design) {
    char[] out = new char[length];
    for (int l = length - 1; l >= 0; l--) {
      out[l] = letters.charAt(design % vocabulary());
      design /= vocabulary();
    }
    return new String(out);
  }

  /**
   * Log-probabilities of all designs under the first-order Markov chain that was counted, from one
   * of each letter up, in some of them.
   */
  static double[] markovChain(int vocabulary, int length, int[] designs) {
    double[] first = new double[vocabulary];
    double[][] next = new double[vocabulary][vocabulary];
    Arrays.fill(first, 1);
    Arrays.stream(next).forEach(row -> Arrays.fill(row, 1));
    for (int design : designs) {
      int[] tokens = tokens(design, vocabulary, length);
      first[tokens[0]]++;
      for (int l = 1; l < length; l++) {
        next[tokens[l - 1]][tokens[l]]++;
      }
    }
    return chain(first, next, length);
  }

  /** Log-probabilities of all designs under a chain, from weights of letters and transitions. */
  static double[] chain(double[] first, double[][] next, int length) {
    int vocabulary = first.length;
    double[] start = logShares(first);
    double[][] step = Arrays.stream(next).map(Landscape::logShares).toArray(double[][]::new);
    double[] out = new double[designs(vocabulary, length)];
    for (int d = 0; d < out.length; d++) {
      int[] tokens = tokens(d, vocabulary, length);
      out[d] = start[tokens[0]];
      for (int l = 1; l < length; l++) {
        out[d] += step[tokens[l - 1]][tokens[l]];
      }
    }
    return out;
  }

  static int designs(int vocabulary, int length) {
    int n = 1;
    for (int l = 0; l < length; l++) {
      n = Math.multiplyExact(n, vocabulary);
    }
    return n;
  }

  /** The letters of a design's number. */
  static int[] tokens(int design, int vocabulary, int length) {
    int[] out = new int[length];
    for (int l = length - 1; l >= 0; l--) {
      out[l] = design % vocabulary;
      design /= vocabulary;
    }
    return out;
  }

  private static double[] logShares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> StrictMath.log(w / sum)).toArray();
  }
}
