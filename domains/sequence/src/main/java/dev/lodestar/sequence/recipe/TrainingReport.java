package dev.lodestar.sequence.recipe;

import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where weights come from, for their notes and their card.
 *
 * @param recipe its name
 * @param options as given
 * @param file name of the data file
 * @param sha256 its digest
 * @param effort what the training took
 */
public record TrainingReport(
    String recipe, Map<String, String> options, String file, String sha256, String effort) {

  /**
   * Of a training by gradient steps.
   *
   * @param start {@link System#nanoTime} at its start, or at its last interruption's end
   */
  public static TrainingReport of(
      String recipe, Map<String, String> options, Path data, long start, TrainingPlan plan)
      throws IOException {
    String effort =
        String.format(
            Locale.ROOT,
            "%d steps of %d sequences; %.0f s with %d thread%s",
            plan.steps(),
            plan.batch(),
            seconds(start),
            plan.threads(),
            plan.threads() == 1 ? "" : "s");
    return of(recipe, options, data, effort);
  }

  /** Of any training. */
  public static TrainingReport of(
      String recipe, Map<String, String> options, Path data, String effort) throws IOException {
    return new TrainingReport(
        recipe, options, data.getFileName().toString(), ModelSet.sha256(data), effort);
  }

  /** Since then. */
  public static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  /** Notes for the weights' file. */
  public Map<String, String> notes() {
    Map<String, String> out = new TreeMap<>();
    out.put("recipe", recipe);
    out.put("options", settings());
    out.put("data.sha256", sha256);
    return out;
  }

  /** The sections of the card that every model of a task shares. */
  public String card(Provenance provenance) {
    return """
        %s

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %s.
        """
        .formatted(provenance.sections(sha256).strip(), recipe, settings(), effort);
  }

  /** The options as typed, files by their names alone. */
  private String settings() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              boolean isFile = name.equals(RecipeOptions.DATA) || name.equals(RecipeOptions.MOTIFS);
              String shown = isFile ? "" + Path.of(value).getFileName() : value;
              out.append(String.format(Locale.ROOT, "--set %s=%s ", name, shown));
            });
    return out.toString().strip();
  }
}
