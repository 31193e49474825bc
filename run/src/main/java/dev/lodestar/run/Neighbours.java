package dev.lodestar.run;

import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sequences a model was trained on, and which of them is nearest to a design: what was learnt
 * by heart is not designed. Distances are edits ({@link EditDistance}).
 */
public final class Neighbours {
  /** Name of the distance's column. */
  static final String DISTANCE = "nearest-training";

  /** Name of the column that says which sequence it is. */
  static final String ID = "nearest-training-id";

  private final Map<String, String> ids;
  private final Map<String, Nearest> known = new ConcurrentHashMap<>();

  /**
   * A design's nearest sequence.
   *
   * @param distance edits between them
   * @param id its name in the file, or its number there, from 0
   */
  record Nearest(int distance, String id) {}

  private Neighbours(Map<String, String> ids) {
    this.ids = ids;
  }

  /**
   * Reads sequences: FASTA, a table with a column {@code design} or {@code sequence} or one a line,
   * gzipped where its name ends in {@code .gz}. Of equal ones the first gives its name.
   *
   * @param alphabet letters that sequences have
   * @throws IllegalArgumentException with a sentence where the file does not fit
   */
  public static Neighbours read(Path file, String alphabet) {
    Map<String, String> ids = new LinkedHashMap<>();
    Set<Integer> letters = new HashSet<>();
    alphabet.chars().forEach(letters::add);
    for (DesignFile.Entry entry : DesignFile.read(file, Optional.empty())) {
      String text = entry.text().strip().toUpperCase(Locale.ROOT);
      for (int i = 0; i < text.length(); i++) {
        if (!letters.contains((int) text.charAt(i))) {
          throw new IllegalArgumentException(
              "%s, line %d, letter %d: '%s' is not a letter of the designs; they are made of %s."
                  .formatted(file, entry.line(), i + 1, text.charAt(i), alphabet));
        }
      }
      ids.putIfAbsent(text, entry.name());
    }
    return new Neighbours(ids);
  }

  /** The nearest sequence; of several the first of the file. */
  Nearest of(String design) {
    return known.computeIfAbsent(design, this::search);
  }

  private Nearest search(String design) {
    String same = ids.get(design);
    if (same != null) {
      return new Nearest(0, same);
    }
    EditDistance edits = new EditDistance(design);
    int best = Integer.MAX_VALUE - 1;
    String id = "";
    for (Map.Entry<String, String> entry : ids.entrySet()) {
      int distance = edits.from(entry.getKey(), best - 1);
      if (distance < best) {
        best = distance;
        id = entry.getValue();
      }
    }
    return new Nearest(best, id);
  }

  /** The distance as a column. */
  <D> DesignMetric<D> metric(DesignFormat<D> format) {
    return new DesignMetric<>() {
      @Override
      public String name() {
        return DISTANCE;
      }

      @Override
      public String describe() {
        return "edits from the nearest of %,d training sequences; 0 is one of them"
            .formatted(ids.size());
      }

      @Override
      public double[] of(List<D> designs) {
        return designs.parallelStream()
            .mapToDouble(d -> Neighbours.this.of(format.text(d)).distance())
            .toArray();
      }
    };
  }
}
