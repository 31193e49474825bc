package dev.lodestar.sequence.rna.stability;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.recipe.TrainingReport;
import dev.lodestar.sequence.rna.stability.StabilityData.Judgement;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Fits a scorer of RNA stability on its half of the measured RNAs. */
public abstract class StabilityRecipe implements TrainingRecipe {
  private static final String RIDGE = "ridge";

  /** Further splits that tell how much the figures depend on the draw. */
  private static final int SPLITS = 20;

  private final String name;
  private final Features features;
  private final Set<Part> half;
  private final String purpose;

  private StabilityRecipe(String name, Features features, Set<Part> half, String purpose) {
    this.name = name;
    this.features = features;
    this.half = half;
    this.purpose = purpose;
  }

  /** {@code rna-stability-oracle}. */
  public static final class Guiding extends StabilityRecipe {
    public Guiding() {
      super(
          Stability.GUIDING,
          Features.LOOPS,
          StabilityData.GUIDING,
          """
          The scorer `rna-stability`. What it guides it must not grade: the tasks on 5'UTRs report
          `rna-stability-heldout` beside it.

          * Ridge regression on 68 features of the fold: how likely bases are unpaired, by letter
            (at all, in hairpins, outside of all pairs), by two neighbouring letters, by which
            neighbours are unpaired, and how likely paired bases stand beside unpaired ones""");
    }
  }

  /** {@code rna-stability-heldout}. */
  public static final class HeldOut extends StabilityRecipe {
    public HeldOut() {
      super(
          Stability.HELD_OUT,
          Features.TRIPLETS,
          StabilityData.HELD_OUT,
          """
          The scorer that judges what `rna-stability-oracle` guides: other features, learned from
          other RNAs. Both see the same estimate of the fold; where that errs, they err together.

          * Ridge regression on 68 features of the fold: how likely bases are unpaired, by letter
            and by the letter with its two neighbours""");
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return "degradation of RNAs from their fold, "
        + (half == StabilityData.GUIDING ? "the guiding half" : "the held-out half");
  }

  @Override
  public final List<Option> options() {
    return List.of(
        RecipeOptions.data("a table with the columns sequence, seq_scored and " + Degradation.RATE),
        RecipeOptions.SPLIT_SEED,
        new Option(RIDGE, "number", "300", "penalty on the squared scaled weights, above 0"));
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    double ridge = options.atLeastZero(RIDGE);
    if (ridge == 0) {
      throw new IllegalArgumentException("Option 'ridge' is 0; it takes a number above 0.");
    }
    long start = System.nanoTime();
    StabilityData all = StabilityData.of(Degradation.read(options.data()), features, progress);
    Part[] parts = all.split(options.splitSeed());
    StabilityData training = some(all.select(parts, half), options, "learn from");
    StabilityData test = some(all.select(parts, StabilityData.TEST), options, "be judged by");
    LinearFit fit = training.fit(ridge);
    Judgement judged = test.judge(fit);
    progress.say(
        String.format(
            Locale.ROOT,
            "%d RNAs to learn from; on %d of clusters unseen: R² %.3f, Spearman rho %.3f",
            training.y().length,
            judged.rows(),
            judged.r2(),
            judged.rho()));
    ModelFolder folder = ModelFolder.of(models, name).create();
    TrainingReport report =
        TrainingReport.of(
            name,
            values,
            options.data(),
            String.format(
                Locale.ROOT,
                "Solved in closed form; %.0f s with 1 thread, nearly all of it folding",
                TrainingReport.seconds(start)));
    Map<String, String> notes = new TreeMap<>(report.notes());
    notes.put("r2", String.format(Locale.ROOT, "%.4f", judged.r2()));
    notes.put("spearman", String.format(Locale.ROOT, "%.4f", judged.rho()));
    new Stability(features, fit, name).save(folder.weights(), notes);
    folder.finish(
        "# %s%n%n%s%n%s%n%s"
            .formatted(
                name,
                purpose.strip(),
                StabilityCard.facts(training, test, fit, spread(all, options, ridge)),
                report.card(StabilityCard::provenance)));
    progress.say("Written: " + folder.weights());
  }

  private static StabilityData some(StabilityData rows, RecipeOptions options, String use) {
    if (rows.y().length < 2) {
      throw new IllegalArgumentException(
          "%s has too few RNAs: split seed %d leaves %d to %s."
              .formatted(options.data(), options.splitSeed(), rows.y().length, use));
    }
    return rows;
  }

  /** The same training and test on other draws of the clusters. */
  private List<Judgement> spread(StabilityData all, RecipeOptions options, double ridge) {
    List<Judgement> out = new ArrayList<>();
    IntStream.rangeClosed(1, SPLITS)
        .forEach(
            further -> {
              Part[] parts = all.split(options.splitSeed() + further);
              StabilityData training = all.select(parts, half);
              StabilityData test = all.select(parts, StabilityData.TEST);
              if (training.y().length > 1 && test.y().length > 1) {
                out.add(test.judge(training.fit(ridge)));
              }
            });
    return out;
  }
}
