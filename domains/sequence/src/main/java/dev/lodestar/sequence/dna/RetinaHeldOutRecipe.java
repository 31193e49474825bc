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
 * The model that judges the task enhancer-retina and never guides: k-mers in one piece and in two,
 * of the other half of the loci. It knows no motifs.
 */
public final class RetinaHeldOutRecipe extends KmerOracleRecipe {
  @Override
  public String name() {
    return Retina.HELD_OUT;
  }

  @Override
  public String summary() {
    return "held-out scorer of enhancer activity in the mouse retina: gapped 6-mers, the other half";
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
        The scorer that judges the designs of the task enhancer-retina and never guides: another
        architecture than `retina-oracle`, trained on the other half.""",
        """
        * Trained on: %d sequences of the held-out half, by squared error.
        * Input: DNA letters; a k-mer and its reverse complement count as one.
        * Output: activity in the retina, log2(1 + activity over the basal promoter)."""
            .formatted(data.training().size()),
        "loci that no model saw");
  }
}
