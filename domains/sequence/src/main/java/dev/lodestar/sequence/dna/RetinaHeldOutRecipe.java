package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.NeuralOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.torch.ResidualRegressor;
import java.io.IOException;
import java.util.List;

/** The network that judges the task enhancer-retina and never guides. */
public final class RetinaHeldOutRecipe extends NeuralOracleRecipe {
  private static final Choices CHOICES =
      new Choices(
          new ResidualRegressor.Config(4, Retina.CODEC.length(), 64, 13, List.of(2), 48, 0.3),
          2_000,
          64,
          2e-3,
          0.02);

  @Override
  public String name() {
    return Retina.HELD_OUT;
  }

  @Override
  public String summary() {
    return "held-out scorer of enhancer activity in the mouse retina: CNN, the other half";
  }

  @Override
  protected List<Option> dataOptions() {
    return Retina.SOURCE.options();
  }

  @Override
  protected OracleData read(RecipeOptions options) throws IOException {
    return Retina.SOURCE.oracle(options, Part.HELD_OUT, Part.HELD_OUT_VALIDATION);
  }

  @Override
  protected Choices choices() {
    return CHOICES;
  }

  @Override
  protected boolean bothStrands() {
    return true;
  }

  @Override
  protected Accuracy accuracy() {
    return Accuracy.PEARSON;
  }

  @Override
  protected Provenance provenance() {
    return Retina.SOURCE.provenance();
  }

  @Override
  protected Text text(OracleData data) {
    return new Text(
        """
        The scorer that judges the designs of the task enhancer-retina and never guides: another
        architecture than `retina-oracle`, trained on the other half.""",
        """
        * Trained on: %d sequences of the held-out half and their reverse complements; the average of
          the weights that did best on its validation part is kept.
        * Input: %d letters of DNA. The score is the mean over both strands.
        * Output: activity in the retina, log2(1 + activity over the basal promoter)."""
            .formatted(data.training().size(), Retina.CODEC.length()),
        "loci that no model saw");
  }
}
