package dev.lodestar.sequence.rna.stability;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.rna.Ensemble;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Minus the degradation rate that is expected of an RNA: higher is more stable. In the unit of the
 * data, where the measured RNAs lie between about −1 and −0.1. Each RNA is folded alone, and all of
 * its bases count.
 *
 * @param features what the regression sees
 * @param fit of the rate
 * @param identity name and digest of the weights
 */
public record Stability(Features features, LinearFit fit, String identity)
    implements Reward<String> {
  /** The scorer that guides. */
  public static final String GUIDING = "rna-stability-oracle";

  /** The scorer that judges: other features, learned from other RNAs. */
  public static final String HELD_OUT = "rna-stability-heldout";

  private static final String WEIGHTS = "weights";
  private static final String INTERCEPT = "intercept";
  private static final String FEATURES = "features";
  private static final String RECIPE = "recipe";

  public Stability {
    if (fit.weights().length != features.size()) {
      throw new IllegalArgumentException(
          "%d weights for %d features".formatted(fit.weights().length, features.size()));
    }
  }

  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (String design : designs) {
      try {
        out.add(Score.of(of(design)));
      } catch (IllegalArgumentException e) {
        out.add(new Score.Failed(e.getMessage()));
      }
    }
    return out;
  }

  /**
   * Of one RNA or its DNA.
   *
   * @throws IllegalArgumentException with a sentence where it cannot be folded
   */
  public double of(String design) {
    Ensemble fold = Ensemble.of(design);
    return -fit.of(features.of(design, fold, fold.length()));
  }

  /** What the held-out scorer says, as a column beside each design. */
  public DesignMetric<String> metric() {
    return new PerDesign(
        "stability (held-out)",
        "minus the expected degradation rate, by a scorer that guides nothing; higher is more"
            + " stable",
        this::of);
  }

  /** Writes the weights with notes for whoever reads the file, the recipe's name among them. */
  void save(Path file, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new TreeMap<>(notes);
    metadata.put(FEATURES, features.name().toLowerCase(Locale.ROOT));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(WEIGHTS, StoredTensor.of(fit.weights(), fit.weights().length));
    tensors.put(INTERCEPT, StoredTensor.of(new double[] {fit.intercept()}, 1));
    new SafeTensors(tensors, metadata).write(file);
  }

  /**
   * One of the shipped scorers.
   *
   * @param models folder of the shipped weights
   * @throws IOException where weights are missing or damaged, naming the file
   */
  public static Stability load(Path models, String name) throws IOException {
    Path file = ModelFolder.of(models, name).weights();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, name));
    }
    return read(file);
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it holds something else, naming the file
   */
  public static Stability read(Path file) throws IOException {
    SafeTensors in = SafeTensors.read(file);
    String name = in.metadata().getOrDefault(RECIPE, GUIDING);
    try {
      Features features =
          Features.valueOf(in.metadata().getOrDefault(FEATURES, "").toUpperCase(Locale.ROOT));
      LinearFit fit = new LinearFit(in.get(WEIGHTS).doubles(), in.get(INTERCEPT).doubles()[0]);
      return new Stability(features, fit, name + " sha256=" + ModelSet.sha256(file));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ModelFormatException(
          file,
          "does not hold a stability scorer; './lodestar train %s' makes it anew".formatted(name));
    }
  }
}
