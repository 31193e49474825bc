package dev.lodestar.sequence.kmer;

import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * bias + Σ w · √count over the k-mers of DNA, a k-mer and its reverse complement counted as one:
 * both strands of a sequence get the same score, wherever its k-mers stand. The root lets a second
 * copy of a k-mer tell less than the first.
 *
 * @param index which k-mers there are
 * @param bias in data units
 * @param weights by the k-mers' numbers, in alphabetical order gap by gap, in data units; only
 *     those of the {@linkplain KmerIndex canonical} k-mers are read
 */
public record KmerModel(KmerIndex index, double bias, float[] weights) implements TokenRegressor {
  private static final String ARCHITECTURE = "lodestar.architecture";
  private static final String KIND = "kmer-linear";
  private static final String WEIGHTS = "weights";
  private static final String BIAS = "bias";
  private static final String GAPS = "gaps";
  private static final int LETTERS = 4;

  public KmerModel {
    if (weights.length != index.size()) {
      throw new IllegalArgumentException(weights.length + " weights for " + index);
    }
  }

  @Override
  public int vocabulary() {
    return LETTERS;
  }

  @Override
  public double[] score(int[] tokens, int rows, int length) {
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
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      double[] counts = new double[weights.length];
      for (int g = 0; g < index.gaps().size(); g++) {
        for (int at = 0; at + index.reach(g) < length; at++) {
          expect(g, probabilities, r * length + at, 0, 0, 1, counts);
        }
      }
      out[r] = bias;
      for (int i = 0; i < counts.length; i++) {
        out[r] += counts[i] > 0 ? weights[i] * Math.sqrt(counts[i]) : 0;
      }
    }
    return out;
  }

  /** Adds the probabilities of all k-mers of one window, letter by letter. */
  private void expect(int g, float[] p, int at, int depth, int code, double mass, double[] counts) {
    if (mass == 0) {
      return;
    }
    if (depth == index.k()) {
      counts[index.canonical(g << (2 * depth) | code)] += mass;
      return;
    }
    int from = (at + index.offset(g, depth)) * LETTERS;
    for (int letter = 0; letter < LETTERS; letter++) {
      expect(g, p, at, depth + 1, code << 2 | letter, mass * p[from + letter], counts);
    }
  }

  /** Writes the weights with notes for whoever reads the file. */
  public void save(Path file, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ARCHITECTURE, KIND);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(BIAS, StoredTensor.of(new double[] {bias}, 1));
    tensors.put(WEIGHTS, StoredTensor.of(weights, weights.length));
    if (!index.equals(new KmerIndex(index.k()))) {
      int[] gaps = index.gaps().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(GAPS, StoredTensor.of(gaps, gaps.length));
    }
    new SafeTensors(tensors, metadata).write(file);
  }

  /** Whether a file holds such a model, and not a network. */
  public static boolean isKmers(Path file) throws IOException {
    return isKmers(SafeTensors.read(file));
  }

  private static boolean isKmers(SafeTensors stored) {
    return KIND.equals(stored.metadata().get(ARCHITECTURE));
  }

  /**
   * Loads a file that {@link #save} wrote.
   *
   * @throws ModelFormatException where it holds something else
   */
  public static KmerModel load(Path file) throws IOException {
    SafeTensors stored = SafeTensors.read(file);
    if (!isKmers(stored)) {
      throw new ModelFormatException(file, "does not hold a linear k-mer model");
    }
    try {
      float[] weights = stored.get(WEIGHTS).floats();
      List<Integer> gaps =
          stored.tensors().containsKey(GAPS)
              ? Arrays.stream(stored.get(GAPS).ints()).boxed().toList()
              : List.of(0);
      int k = Integer.numberOfTrailingZeros(weights.length / Math.max(1, gaps.size())) / 2;
      return new KmerModel(new KmerIndex(k, gaps), stored.get(BIAS).doubles()[0], weights);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage());
    }
  }
}
