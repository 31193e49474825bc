package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.torch.ResidualRegressor;
import java.util.List;

/** The network that guides the task promoter-yeast. */
public final class YeastOracleRecipe extends SiteOracleRecipe {
  private static final Choices CHOICES =
      new Choices(
          new ResidualRegressor.Config(4, Yeast.CODEC.length(), 96, 11, List.of(), 64, 0.2),
          2000,
          64,
          2e-3,
          0.02);

  @Override
  public String name() {
    return Yeast.ORACLE;
  }

  @Override
  public String summary() {
    return "guiding scorer of promoter expression in yeast: CNN";
  }

  @Override
  SiteSource source() {
    return Yeast.SOURCE;
  }

  @Override
  protected Choices choices() {
    return CHOICES;
  }

  @Override
  protected Accuracy accuracy() {
    return Accuracy.PEARSON;
  }

  @Override
  protected Text text(OracleData data) {
    return new Text(
        """
        The scorer that guides the task promoter-yeast: promoter expression in yeast. What it guides it must not grade:
        the task reports `yeast-heldout` beside it.""",
        """
        * Trained on: %d sequences of the guiding half; the average of the
          weights that did best on its validation part is kept.
        * Input: %d letters of DNA. One strand: a promoter has a direction.
        * Output: expression in complex medium, on the scale of the assay (0 to 17)."""
            .formatted(data.training().size(), Yeast.CODEC.length()),
        "clusters that no model saw");
  }
}
