package dev.lodestar.sequence.forest;

import dev.lodestar.sequence.motif.Motif;
import dev.lodestar.sequence.motif.MotifBank;
import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boosted trees over the binding motifs and the short words of DNA: both strands of a sequence get
 * the same score, wherever its motifs stand.
 *
 * @param bank the motifs that count
 * @param forest over the bank's features and the counts of words of one to four letters after them,
 *     in data units
 */
public record MotifForest(MotifBank bank, Forest forest) implements TokenRegressor {
  private static final String ARCHITECTURE = "lodestar.architecture";
  private static final String KIND = "motif-forest";
  private static final String NAMES = "motifs";
  private static final String LENGTHS = "motif.length";
  private static final String SCORES = "motif.scores";
  private static final String THRESHOLDS = "motif.threshold";
  private static final String BIAS = "bias";
  private static final String FEATURE = "tree.feature";
  private static final String VALUE = "tree.value";
  private static final String SEPARATOR = " ";
  private static final int LETTERS = 4;

  public MotifForest {
    int features = bank.size() + ShortWords.SIZE;
    if (forest.width() > features) {
      throw new IllegalArgumentException(
          "The trees look at %d features, there are %d".formatted(forest.width(), features));
    }
  }

  @Override
  public int vocabulary() {
    return LETTERS;
  }

  @Override
  public double[] score(int[] tokens, int rows, int length) {
    return scoreProbabilities(certain(tokens), rows, length);
  }

  /** Certain letters as probabilities; a mask has none of them. */
  static float[] certain(int[] tokens) {
    float[] out = new float[tokens.length * LETTERS];
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < LETTERS) {
        out[LETTERS * i + tokens[i]] = 1;
      }
    }
    return out;
  }

  @Override
  public double[] scoreProbabilities(float[] probabilities, int rows, int length) {
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      out[r] = forest.score(features(bank, probabilities, r, length));
    }
    return out;
  }

  /** What the trees look at, of one row of probabilities [rows, length, 4]. */
  static float[] features(MotifBank bank, float[] probabilities, int row, int length) {
    float[] out =
        Arrays.copyOf(bank.features(probabilities, row, length), bank.size() + ShortWords.SIZE);
    ShortWords.count(probabilities, row, length, out, bank.size());
    return out;
  }

  /** Writes the model with notes for whoever reads the file. */
  public void save(Path file, Map<String, String> notes) throws IOException {
    List<Motif> motifs = bank.motifs();
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ARCHITECTURE, KIND);
    metadata.put(
        NAMES,
        String.join(SEPARATOR, motifs.stream().map(m -> m.name().replace(' ', '_')).toList()));
    int n = motifs.size();
    int[] lengths = motifs.stream().mapToInt(Motif::length).toArray();
    float[] thresholds = new float[n];
    List<double[]> positions = new ArrayList<>();
    for (int m = 0; m < n; m++) {
      thresholds[m] = (float) motifs.get(m).threshold();
      positions.addAll(List.of(motifs.get(m).scores()));
    }
    float[] scores = new float[LETTERS * positions.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) positions.get(i / LETTERS)[i % LETTERS];
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(LENGTHS, StoredTensor.of(lengths, n));
    tensors.put(SCORES, StoredTensor.of(scores, positions.size(), LETTERS));
    tensors.put(THRESHOLDS, StoredTensor.of(thresholds, n));
    tensors.put(BIAS, StoredTensor.of(new double[] {forest.bias()}, 1));
    int[] feature = forest.feature();
    tensors.put(FEATURE, StoredTensor.of(feature, feature.length));
    tensors.put(VALUE, StoredTensor.of(forest.value(), feature.length));
    new SafeTensors(tensors, metadata).write(file);
  }

  /** Whether a file holds such a model. */
  public static boolean isForest(Path file) throws IOException {
    return isForest(SafeTensors.read(file));
  }

  private static boolean isForest(SafeTensors stored) {
    return KIND.equals(stored.metadata().get(ARCHITECTURE));
  }

  /**
   * Loads a file that {@link #save} wrote.
   *
   * @throws ModelFormatException where it holds something else
   */
  public static MotifForest load(Path file) throws IOException {
    SafeTensors stored = SafeTensors.read(file);
    if (!isForest(stored)) {
      throw new ModelFormatException(file, "does not hold boosted trees over motifs");
    }
    try {
      Forest forest =
          new Forest(
              stored.get(BIAS).doubles()[0],
              stored.get(FEATURE).ints(),
              stored.get(VALUE).floats());
      return new MotifForest(new MotifBank(motifs(stored)), forest);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ModelFormatException(file, e.getMessage());
    }
  }

  private static List<Motif> motifs(SafeTensors stored) {
    String[] names = stored.metadata().getOrDefault(NAMES, "").split(SEPARATOR);
    int[] lengths = stored.get(LENGTHS).ints();
    double[] flat = stored.get(SCORES).doubles();
    double[] thresholds = stored.get(THRESHOLDS).doubles();
    if (names.length != lengths.length) {
      throw new IllegalArgumentException(names.length + " names of " + lengths.length + " motifs");
    }
    List<Motif> out = new ArrayList<>();
    int at = 0;
    for (int m = 0; m < lengths.length; m++) {
      double[][] scores = new double[lengths[m]][LETTERS];
      for (double[] position : scores) {
        System.arraycopy(flat, at, position, 0, LETTERS);
        at += LETTERS;
      }
      out.add(new Motif(names[m], scores, thresholds[m]));
    }
    return out;
  }
}
