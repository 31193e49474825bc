package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.forest.ForestFit;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.MotifOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;

/**
 * The model that guides the task enhancer-retina: boosted trees over binding motifs. Matrices of
 * other experiments bring what a few thousand loci do not tell, so it follows unseen ones better
 * than k-mers and networks do.
 */
public final class RetinaOracleRecipe extends MotifOracleRecipe {
  @Override
  public String name() {
    return Retina.ORACLE;
  }

  @Override
  public String summary() {
    return "guiding scorer of enhancer activity in the mouse retina: trees over binding motifs";
  }

  @Override
  protected List<Option> dataOptions() {
    return Retina.SOURCE.options();
  }

  @Override
  protected OracleData read(RecipeOptions options) throws IOException {
    return Retina.SOURCE.oracle(options, Part.GUIDING, Part.GUIDING_VALIDATION);
  }

  @Override
  protected Choices choices() {
    return new Choices(150, new ForestFit.Plan(400, 0.03, 15, 100, 10, 150, 0.5, 1));
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
        The scorer that guides the task enhancer-retina: enhancer activity in the mouse retina. What it
        guides it must not grade: the task reports `retina-heldout` beside it.""",
        """
        * Trained on: %d sequences of the guiding half, by squared error; which motifs count was chosen on
          the same half.
        * Motifs: those of JASPAR 2022 (CORE, vertebrates; CC BY 4.0) that gained most.
        * Input: DNA letters; a motif counts alike on both strands and wherever it stands.
        * Output: activity in the retina, log2(1 + activity over the basal promoter)."""
            .formatted(data.training().size()),
        "loci that no model saw");
  }
}
