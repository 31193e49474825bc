package dev.lodestar.sequence.kmer;

import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * bias + Σ w · √count over the k-mers of DNA, a k-mer and its reverse complement counted as one:
 * both strands of a sequence get the same score, wherever its k-mers stand. The root lets a second
 * copy of a k-mer tell less than the first.
 *
 * @param k letters of a k-mer, 1 to 8
 * @param bias in data units
 * @param weights by k-mer in alphabetical order, shape [4^k], in data units; only those of the
 *     {@linkplain KmerIndex canonical} k-mers are read
 */
public record KmerModel(int k, double bias, float[] weights) implements TokenRegressor {
  private static final String ARCHITECTURE = "lodestar.architecture";
  private static final String KIND = "kmer-linear";
  private static final String WEIGHTS = "weights";
  private static final String BIAS = "bias";
  private static final int LETTERS = 4;

  public KmerModel {
    if (k < 1 || k > KmerProfile.LONGEST || weights.length != 1 << (2 * k)) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + k + "-mers; k is 1 to " + KmerProfile.LONGEST);
    }
  }

  @Override
  public int vocabulary() {
    return LETTERS;
  }

  @Override
  public double[] score(int[] tokens, int rows, int length) {
    KmerIndex index = new KmerIndex(k);
    double[] out = new double[rows];
    int[] row = new int[length];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tokens, r * length, row, 0, length);
      out[r] = bias + index.features(row).dot(weights);
    }
    return out;
  }

  /** The same of expected counts, letters being independent. */
  @Override
  public double[] scoreProbabilities(float[] probabilities, int rows, int length) {
    KmerIndex index = new KmerIndex(k);
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      double[] counts = new double[weights.length];
      for (int at = 0; at + k <= length; at++) {
        expect(index, probabilities, (r * length + at) * LETTERS, 0, 0, 1, counts);
      }
      out[r] = bias;
      for (int i = 0; i < counts.length; i++) {
        out[r] += counts[i] > 0 ? weights[i] * Math.sqrt(counts[i]) : 0;
      }
    }
    return out;
  }

  /** Adds the probabilities of all k-mers of one window, letter by letter. */
  private void expect(
      KmerIndex index, float[] p, int at, int depth, int code, double mass, double[] counts) {
    if (mass == 0) {
      return;
    }
    if (depth == k) {
      counts[index.canonical(code)] += mass;
      return;
    }
    for (int letter = 0; letter < LETTERS; letter++) {
      double next = mass * p[at + depth * LETTERS + letter];
      expect(index, p, at, depth + 1, code << 2 | letter, next, counts);
    }
  }

  /** Writes the weights with notes for whoever reads the file. */
  public void save(Path file, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ARCHITECTURE, KIND);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(BIAS, StoredTensor.of(new double[] {bias}, 1));
    tensors.put(WEIGHTS, StoredTensor.of(weights, weights.length));
    new SafeTensors(tensors, metadata).write(file);
  }

  /**
   * Loads a file that {@link #save} wrote.
   *
   * @throws ModelFormatException where it holds something else
   */
  public static KmerModel load(Path file) throws IOException {
    SafeTensors stored = SafeTensors.read(file);
    if (!KIND.equals(stored.metadata().get(ARCHITECTURE))) {
      throw new ModelFormatException(file, "does not hold a linear k-mer model");
    }
    try {
      float[] weights = stored.get(WEIGHTS).floats();
      int k = Integer.numberOfTrailingZeros(weights.length) / 2;
      return new KmerModel(k, stored.get(BIAS).doubles()[0], weights);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage());
    }
  }
}
