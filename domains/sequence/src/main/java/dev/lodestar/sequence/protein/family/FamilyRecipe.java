package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.protein.PairRegression;
import dev.lodestar.sequence.protein.SiteProfile;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Fits the models of a family: a profile, and two regressions on disjoint variants. */
public abstract class FamilyRecipe implements TrainingRecipe {
  /** Share of the variants in each regression's half; the rest is for the test. */
  private static final double HALF = 0.45;

  /** Share of the variants that have no more mutations than a feasible design may have. */
  private static final double FEASIBLE = 0.95;

  private static final int JUDGED = 256;

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
    return "profile and two scorers of " + family.summary() + ", the scorers on disjoint variants";
  }

  @Override
  public final List<Option> options() {
    return List.of(
        RecipeOptions.data("a table with the columns sequence and " + family.column()),
        new Option("split-seed", "whole number", "1", "draws which variants go to which part"));
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    Variants all = Variants.read(options.data(), family.column()).shuffled(options.splitSeed());
    Variants guides = all.part(0, HALF);
    Variants judges = all.part(HALF, 2 * HALF);
    Variants test = all.part(2 * HALF, 1);
    progress.say(
        "%s: %d and %d variants to learn from, %d to be judged by"
            .formatted(
                name(),
                guides.measured().length,
                judges.measured().length,
                test.measured().length));
    List<int[]> seen = Stream.of(guides, judges).flatMap(v -> v.tokens().stream()).toList();
    SiteProfile profile = SiteProfile.of(seen);
    PairRegression guiding =
        PairRegression.fit(guides.tokens(), guides.measured(), family.span(), family.penalty());
    PairRegression heldOut =
        PairRegression.fit(judges.tokens(), judges.measured(), 0, family.penalty());
    double[] rho = {spearman(guiding, test), spearman(heldOut, test)};
    progress.say(
        String.format(Locale.ROOT, "Spearman on unseen variants: %.3f and %.3f", rho[0], rho[1]));
    int[] mutations =
        seen.stream().mapToInt(v -> distance(v, profile.consensus())).sorted().toArray();
    TokenCodec codec = new TokenCodec(Alphabet.PROTEIN, seen.get(0).length);
    FamilyModel model =
        new FamilyModel(
            profile,
            guiding,
            heldOut,
            mutations[(int) (FEASIBLE * (mutations.length - 1))],
            spread(profile, test.tokens()),
            spread(
                profile,
                DenoiserJudgement.uniform(JUDGED, codec).stream()
                    .map(Alphabet.PROTEIN::tokens)
                    .toList()));
    ModelFolder folder = ModelFolder.of(models, name()).create();
    String digest = ModelSet.sha256(options.data());
    model.write(
        folder.weights(),
        Map.of("recipe", name(), "split-seed", values.get("split-seed"), "data.sha256", digest));
    folder.finish(card(values, options, digest, model, rho, guides, test));
    progress.say("Written: " + folder.weights());
  }

  private static double spearman(PairRegression scorer, Variants test) {
    return Accuracy.SPEARMAN.of(
        test.measured(), test.tokens().stream().mapToDouble(scorer::of).toArray());
  }

  private static int distance(int[] a, int[] b) {
    return Sequences.hamming(Alphabet.PROTEIN.text(a), Alphabet.PROTEIN.text(b));
  }

  private static Spread spread(SiteProfile profile, List<int[]> variants) {
    List<int[]> judged = new ArrayList<>(variants.subList(0, Math.min(JUDGED, variants.size())));
    return Spread.of(judged.stream().mapToDouble(v -> Naturalness.bound(profile, v)).toArray());
  }

  private String card(
      Map<String, String> values,
      RecipeOptions options,
      String digest,
      FamilyModel model,
      double[] rho,
      Variants half,
      Variants test) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        The models of the task %s: %s.

        * Pre-trained model: a profile, the letters of each of the %d sites counted in all variants
          outside of the test, their measurements unseen; a masked denoiser that is exact. It knows
          nothing of how sites depend on each other.
        * Guiding scorer: effects of letters and of pairs of letters up to %d apart, ridge regression
          (penalty %.0f) on %d variants.
        * Held-out scorer: effects of letters alone, on as many other variants.
        * Output of both: %s.
        * Feasible: designs of at most %d differences from the consensus, which 95 %% of the variants
          have; beyond the data the scorers add up effects that were never measured together.

        ## Rank correlation on variants that no model saw

        A random tenth of the different variants (split seed %s); the same variant is never in two
        parts, but its relatives are.

        | scorer | variants | Spearman rho |
        |---|---|---|
        | guiding | %d | %.3f |
        | held-out | %d | %.3f |

        ## Naturalness

        -log p, nats a site, mean ± standard deviation:

        | sequences | |
        |---|---|
        | unseen variants | %s |
        | random letters | %s |

        ## Data and terms

        Table with the SHA-256 `%s`.

        %s
        ## Reproduce

        ```
        ./lodestar train %s --set data=%s --set split-seed=%s
        ```

        Under a minute.
        """,
        name(),
        name(),
        family.summary(),
        half.tokens().get(0).length,
        family.span(),
        family.penalty(),
        half.measured().length,
        family.unit(),
        model.mutations(),
        values.get("split-seed"),
        test.measured().length,
        rho[0],
        test.measured().length,
        rho[1],
        model.natural(),
        model.uniform(),
        digest,
        family.terms(),
        name(),
        options.data().getFileName(),
        values.get("split-seed"));
  }
}
