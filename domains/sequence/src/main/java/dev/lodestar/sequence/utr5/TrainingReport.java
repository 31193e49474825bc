package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.data.Split;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where weights come from, for their notes and their card.
 *
 * @param recipe its name
 * @param options as given
 * @param data the table it read
 * @param seconds the training took, since its last interruption
 */
record TrainingReport(
    String recipe, Map<String, String> options, Path data, double seconds, TrainingPlan plan) {

  /** Notes for the weights' file. */
  Map<String, String> notes() {
    Map<String, String> out = new TreeMap<>();
    out.put("recipe", recipe);
    out.put("options", settings());
    out.put("data.sha256", sha256(data));
    return out;
  }

  /** The sections of the card that every model of the task shares. */
  String card() {
    return String.format(
        Locale.ROOT,
        """
        ## Data and terms

        Measured mean ribosome load of 60,200 5'UTRs (SHA-256 of the table
        `%s`),
        a subset of the massively parallel polysome profiling of Sample et al., "Human 5' UTR design
        and variant effect prediction from a massively parallel translation assay", Nature
        Biotechnology 37:803 (2019), GEO accession GSE114002. No licence is stated for the measurements
        where the table was taken from; who redistributes them should ask their authors. The weights
        are covered by the project's own licence as far as the project can grant one.

        Split by cluster: sequences that share any %d-mer, directly or through others, belong to one
        cluster, and clusters are drawn by the split seed into test (11 %%), the guiding half and the
        held-out half (each with 6 %% for validation). No two parts share a %d-mer.

        ## Limits

        Reporter mRNA in one human cell line (HEK293T), one coding sequence (eGFP). Scores far above
        those in the data (about 9) are extrapolation. Not for clinical use.

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %s; %.0f s with %d thread%s.
        """,
        sha256(data),
        Split.KMER,
        Split.KMER,
        recipe,
        settings(),
        plan.steps() + " steps of " + plan.batch() + " sequences",
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }

  /** The options as typed, the data by its file name alone. */
  private String settings() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              String shown =
                  name.equals(RecipeOptions.DATA.name())
                      ? Path.of(value).getFileName().toString()
                      : value;
              out.append(String.format(Locale.ROOT, "--set %s=%s ", name, shown));
            });
    return out.toString().strip();
  }

  private static String sha256(Path file) {
    try {
      return Models.sha256(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
