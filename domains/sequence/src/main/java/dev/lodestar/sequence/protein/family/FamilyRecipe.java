package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.protein.PairRegression;
import dev.lodestar.sequence.protein.SiteProfile;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.recipe.TrainingReport;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Fits the scorers of a family: two regressions on disjoint variants. */
public abstract class FamilyRecipe implements TrainingRecipe {
  /** Share of the variants that are no farther out than a feasible design may be. */
  private static final double FEASIBLE = 0.95;

  private final Family family;

  private FamilyRecipe(Family family) {
    this.family = family;
  }

  /** {@code aav-packaging}. */
  public static final class Aav extends FamilyRecipe {
    public Aav() {
      super(Family.AAV);
    }
  }

  /** {@code gfp-brightness}. */
  public static final class Gfp extends FamilyRecipe {
    public Gfp() {
      super(Family.GFP);
    }
  }

  @Override
  public final String name() {
    return family.task();
  }

  @Override
  public final String summary() {
    return "two scorers of " + family.summary() + ", on disjoint variants";
  }

  @Override
  public final List<Option> options() {
    return List.of(family.data(), Family.SPLIT_SEED);
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    FamilySplit split =
        FamilySplit.of(Variants.read(options.data(), family.column()), options.splitSeed());
    Variants guides = split.guides();
    Variants judges = split.judges();
    Variants test = split.test();
    progress.say(
        "%s: %d and %d variants to learn from, %d to be judged by"
            .formatted(
                name(),
                guides.measured().length,
                judges.measured().length,
                test.measured().length));
    PairRegression guiding =
        PairRegression.fit(guides.tokens(), guides.measured(), family.span(), family.penalty());
    PairRegression heldOut =
        PairRegression.fit(judges.tokens(), judges.measured(), 0, family.penalty());
    double[] rho = {spearman(guiding, test), spearman(heldOut, test)};
    progress.say(
        String.format(Locale.ROOT, "Spearman on unseen variants: %.3f and %.3f", rho[0], rho[1]));
    List<int[]> seen = split.seen();
    int[] consensus = SiteProfile.of(seen).consensus();
    KnownVariants known = new KnownVariants(consensus, seen);
    FamilyScorers scorers =
        new FamilyScorers(
            consensus,
            guiding,
            heldOut,
            most(seen, v -> Sequences.hamming(v, consensus)),
            most(test.tokens(), known::nearest));
    TrainingReport report = TrainingReport.of(name(), values, options.data(), "Under a minute");
    ModelFolder folder = ModelFolder.of(models, name()).create();
    scorers.write(folder.weights(), report.notes());
    folder.finish(card(report, scorers, rho, guides, test));
    progress.say("Written: " + folder.weights());
  }

  private static double spearman(PairRegression scorer, Variants test) {
    return Accuracy.SPEARMAN.of(
        test.measured(), test.tokens().stream().mapToDouble(scorer::of).toArray());
  }

  /** The least that most variants do not exceed. */
  private static int most(List<int[]> variants, ToIntFunction<int[]> distance) {
    int[] sorted = variants.stream().mapToInt(distance).sorted().toArray();
    return sorted[(int) (FEASIBLE * (sorted.length - 1))];
  }

  private String card(
      TrainingReport report, FamilyScorers scorers, double[] rho, Variants half, Variants test) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        The scorers of the task %s: %s.

        * Guiding scorer: effects of letters and of pairs of letters up to %d apart, ridge regression
          (penalty %.0f) on %d variants.
        * Held-out scorer: effects of letters alone, on as many other variants.
        * Output of both: %s.
        * Feasible: designs of at most %d differences from the consensus, which 95 %% of the variants
          have; beyond the data the scorers add up effects that were never measured together. Where the
          task is given known variants, also at most %d differences from the nearest of them, as 95 %%
          of the test's variants have from those that were learned from.

        ## Rank correlation on variants that no model saw

        A random tenth of the different variants (split seed %s); the same variant is never in two
        parts, but its relatives are.

        | scorer | variants | Spearman rho |
        |---|---|---|
        | guiding | %d | %.3f |
        | held-out | %d | %.3f |

        %s""",
        name(),
        name(),
        family.summary(),
        family.span(),
        family.penalty(),
        half.measured().length,
        family.unit(),
        scorers.mutations(),
        scorers.reach(),
        report.options().get(Family.SPLIT_SEED.name()),
        test.measured().length,
        rho[0],
        test.measured().length,
        rho[1],
        report.card(family::provenance));
  }
}
