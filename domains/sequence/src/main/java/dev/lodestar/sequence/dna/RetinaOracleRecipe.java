package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.kmer.KmerFit;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.KmerOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;

/**
 * The model that guides the task enhancer-retina: k-mers in one piece and in two. On a few thousand
 * loci it follows unseen ones better than networks do.
 */
public final class RetinaOracleRecipe extends KmerOracleRecipe {
  @Override
  public String name() {
    return Retina.ORACLE;
  }

  @Override
  public String summary() {
    return "guiding scorer of enhancer activity in the mouse retina: gapped 6-mers";
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
    return new Choices(6, Retina.GAPS, 5000, KmerFit.Loss.SQUARED);
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
        * Trained on: %d sequences of the guiding half, by squared error.
        * Input: DNA letters; a k-mer and its reverse complement count as one.
        * Output: activity in the retina, log2(1 + activity over the basal promoter)."""
            .formatted(data.training().size()),
        "loci that no model saw");
  }
}
