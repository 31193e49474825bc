package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.DenoiserData;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where a task's measured DNA comes from. */
interface SiteSource {
  /** Rows that choose among checkpoints: enough to choose by, few enough to be quick. */
  int VALIDATION = 1_000;

  /** The options of the recipes that read it. */
  List<Option> options();

  /** All rows with their parts. */
  List<Site> read(RecipeOptions options) throws IOException;

  Provenance provenance();

  /** What the scorers' accuracy is reported on. */
  String testSet();

  /** Whether both strands count alike. */
  default boolean bothStrands() {
    return true;
  }

  /** What one scorer learns from: a half and its validation part. */
  default OracleData oracle(RecipeOptions options, Part training, Part validation)
      throws IOException {
    List<Site> all = read(options);
    return new OracleData(
        labelled(select(all, training)),
        labelled(thin(select(all, validation))),
        Map.of(testSet(), labelled(select(all, Part.TEST))));
  }

  /** What the denoiser learns from: the natural sequences of both halves. */
  default DenoiserData denoiser(RecipeOptions options, boolean labels) throws IOException {
    List<Site> all = read(options).stream().filter(Site::natural).toList();
    List<Site> training = select(all, Part.GUIDING, Part.HELD_OUT);
    List<String> wanted =
        labels
            ? sequences(training.stream().filter(s -> s.target() > 0.5).toList())
            : DenoiserJudgement.topDecile(training, Site::sequence, Site::target);
    return new DenoiserData(
        sequences(training),
        sequences(thin(select(all, Part.GUIDING_VALIDATION, Part.HELD_OUT_VALIDATION))),
        sequences(thin(select(all, Part.TEST))),
        wanted);
  }

  private static Labelled labelled(List<Site> sites) {
    return Labelled.of(sites, Alphabet.DNA, Site::sequence, Site::target);
  }

  private static List<String> sequences(List<Site> sites) {
    return sites.stream().map(Site::sequence).toList();
  }

  private static List<Site> select(List<Site> sites, Part... parts) {
    List<Part> wanted = List.of(parts);
    return sites.stream().filter(s -> wanted.contains(s.part())).toList();
  }

  /** Evenly spaced rows, about {@link #VALIDATION} of them. */
  private static List<Site> thin(List<Site> sites) {
    int every = Math.max(1, sites.size() / VALIDATION);
    return IntStream.range(0, sites.size())
        .filter(i -> i % every == 0)
        .mapToObj(sites::get)
        .toList();
  }
}
