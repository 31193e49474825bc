package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.torch.ResidualRegressor;
import java.util.List;

/** The scorer that guides towards HepG2: filters over both strands, pooled over positions. */
public final class Hepg2OracleRecipe extends SiteOracleRecipe {
  private static final Choices CHOICES =
      new Choices(
          new ResidualRegressor.Config(4, Hepg2.CODEC.length(), 128, 15, List.of(), 64, 0.2),
          2_000,
          64,
          2e-3,
          0.02);

  @Override
  public String name() {
    return Hepg2.ORACLE;
  }

  @Override
  public String summary() {
    return "guiding scorer of HepG2 against K562 sites, log-odds: CNN over both strands";
  }

  @Override
  SiteSource source() {
    return Hepg2.SOURCE;
  }

  @Override
  protected Choices choices() {
    return CHOICES;
  }

  @Override
  protected boolean labels() {
    return true;
  }

  @Override
  protected Accuracy accuracy() {
    return Accuracy.AUC;
  }

  @Override
  protected Text text(OracleData data) {
    return new Text(
        """
        The scorer that guides the task enhancer-hepg2: whether a site is open in HepG2 rather than in
        K562. What it guides it must not grade: the task reports `hepg2-heldout` beside it.""",
        """
        * Trained on: %d sites of the guiding half's chromosomes and their reverse complements, by the
          logistic loss; the average of the weights that did best on chr2 is kept.
        * Input: 200 letters of DNA. The task's score is the mean over both strands.
        * Output: log-odds of HepG2 against K562, in nats (0 is even, 3 is 95 %%)."""
            .formatted(data.training().size()),
        "the test chromosome, which no model saw");
  }
}
