package dev.lodestar.sequence.motif;

import dev.lodestar.core.task.Exhibit;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.task.SequenceTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The motifs that designs hold more often than samples of the pre-trained model, one row a family.
 *
 * @param file of count matrices, if the user named one
 */
public record MotifExhibit(Optional<Path> file) implements SequenceTask.Exhibitor {
  /** The environment variable that names the file. */
  public static final String VARIABLE = "LODESTAR_MOTIFS";

  private static final String TITLE = "Motifs";
  private static final int ROWS = 12;

  /** The file that the environment names. */
  public static MotifExhibit ofEnvironment() {
    return new MotifExhibit(
        Optional.ofNullable(System.getenv(VARIABLE)).filter(v -> !v.isBlank()).map(Path::of));
  }

  @Override
  public Exhibit of(List<String> designs, List<String> pretrained) {
    if (file.isEmpty()) {
      return Exhibit.missing(
          TITLE,
          "Not looked for: set the environment variable %s to a file of count matrices, such as"
                  .formatted(VARIABLE)
              + " JASPAR's or HOCOMOCO's .pfm, to see which motifs the designs gained.");
    }
    if (pretrained.isEmpty()) {
      return Exhibit.missing(
          TITLE,
          "Not looked for: the run has no samples of the pre-trained model to compare with.");
    }
    try {
      return table(MotifFile.read(file.get()), tokens(designs), tokens(pretrained));
    } catch (IOException e) {
      return Exhibit.missing(TITLE, "Not looked for: " + e.getMessage());
    }
  }

  private static List<int[]> tokens(List<String> sequences) {
    return sequences.stream().map(Alphabet.DNA::tokens).toList();
  }

  private Exhibit table(List<Motif> motifs, List<int[]> designs, List<int[]> pretrained) {
    Map<String, List<Enrichment>> families = new LinkedHashMap<>();
    for (Enrichment e : Enrichment.of(motifs, designs, pretrained)) {
      families.computeIfAbsent(e.motif().family(), f -> new ArrayList<>()).add(e);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Enrichment>> family : families.entrySet()) {
      Enrichment best = family.getValue().get(0);
      if (rows.size() < ROWS && best.ratio() > 1) {
        rows.add(
            List.of(
                family.getKey(),
                best.motif().factor(),
                share(best.hits(), best.of()),
                share(best.otherHits(), best.ofOther()),
                String.format(Locale.ROOT, "%.1f", best.ratio()),
                String.format(Locale.ROOT, "%.1g", best.p())));
      }
    }
    return new Exhibit(
        TITLE,
        String.format(
            Locale.ROOT,
            "Of the %d motifs in %s, those that more designs hold than samples of the pre-trained"
                + " model, one row a family (the stem of the factors' names), the most surprising"
                + " first. A hit scores as a random window does at most once in %,d. p: Fisher's"
                + " exact test, not corrected for the number of motifs.",
            motifs.size(),
            file.orElseThrow().getFileName(),
            Math.round(1 / Motif.HIT)),
        List.of("family", "best motif", "designs", "pretrained", "ratio", "p"),
        rows);
  }

  private static String share(int hits, int of) {
    return String.format(Locale.ROOT, "%d of %d", hits, of);
  }
}
