package dev.lodestar.sequence.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The shipped scorers of regulatory DNA are what their cards say. */
class ShippedSitesTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final Path MODELS = ROOT.resolve("models");

  private static RecipeOptions data(String file) {
    Path path = ROOT.resolve("../shared/data/dna").resolve(file);
    if (!Files.exists(path)) {
      System.err.println("SKIPPED: " + path + " is not here; the cards' figures are not checked.");
      Assumptions.abort("no measured DNA");
    }
    return new RecipeOptions(Map.of("data", path.toString(), "split-seed", "1"));
  }

  /** The figures on test data of the scorer that guides and of the one that judges. */
  private static double[] figures(
      SiteSource source, String file, String oracle, String heldOut, Accuracy measure)
      throws IOException {
    RecipeOptions data = data(file);
    Labelled test =
        source.oracle(data, Part.GUIDING, Part.GUIDING_VALIDATION).test().get(source.testSet());
    try (SiteScorer guiding = SiteScorer.load(ModelFolder.of(MODELS, oracle).weights());
        SiteScorer judge = SiteScorer.load(ModelFolder.of(MODELS, heldOut).weights())) {
      boolean both = source.bothStrands();
      double[] out = {measure.of(guiding.over(both), test), measure.of(judge.over(both), test)};
      String key = measure.key() + "." + source.testSet();
      assertEquals(noted(oracle, key), out[0], 1e-3, oracle);
      assertEquals(noted(heldOut, key), out[1], 1e-3, heldOut);
      return out;
    }
  }

  private static double noted(String name, String key) throws IOException {
    Path weights = ModelFolder.of(MODELS, name).weights();
    return Double.parseDouble(SafeTensors.read(weights).metadata().get(key));
  }

  @Test
  void bothScorersTellHepg2FromK562OnTheTestChromosome() throws IOException {
    String file = "dhs_k562_hepg2_200bp.tsv.gz";
    double[] auc = figures(Hepg2.SOURCE, file, Hepg2.ORACLE, Hepg2.HELD_OUT, Accuracy.AUC);
    assertTrue(auc[0] >= 0.95, "guiding AUC " + auc[0]);
    assertTrue(auc[1] >= 0.95, "held-out AUC " + auc[1]);
  }

  @Test
  void bothScorersFollowTheExpressionOfUnseenYeastPromoters() throws IOException {
    String file = "yeast_promoters.tsv.gz";
    double[] r = figures(Yeast.SOURCE, file, Yeast.ORACLE, Yeast.HELD_OUT, Accuracy.PEARSON);
    assertTrue(r[0] >= 0.8, "guiding r " + r[0]);
    assertTrue(r[1] >= 0.75, "held-out r " + r[1]);
  }

  @Test
  void bothScorersFollowTheActivityOfUnseenLoci() throws IOException {
    String file = "crx_retina_mpra_164bp.tsv.gz";
    double[] r = figures(Retina.SOURCE, file, Retina.ORACLE, Retina.HELD_OUT, Accuracy.PEARSON);
    assertTrue(r[0] >= 0.5, "guiding r " + r[0]);
    assertTrue(r[1] >= 0.36, "held-out r " + r[1]);
  }

  @Test
  void noSiteIsInTwoParts() throws IOException {
    Set<String> seen = new HashSet<>();
    List<Site> sites = Hepg2.SOURCE.read(data("dhs_k562_hepg2_200bp.tsv.gz"));
    sites.forEach(s -> assertTrue(seen.add(s.sequence()), s.sequence()));
    for (Part part : Part.values()) {
      assertTrue(sites.stream().filter(s -> s.part() == part).count() > 500, "" + part);
    }
  }
}
