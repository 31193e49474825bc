package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.kmer.KmerFit;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.OracleData;

/** The k-mer model that judges the task promoter-yeast and never guides. */
public final class YeastHeldOutRecipe extends SiteHeldOutRecipe {
  @Override
  public String name() {
    return Yeast.HELD_OUT;
  }

  @Override
  public String summary() {
    return "held-out scorer of promoter expression in yeast: 6-mers, the other half";
  }

  @Override
  SiteSource source() {
    return Yeast.SOURCE;
  }

  @Override
  protected Choices choices() {
    return new Choices(6, 30, KmerFit.Loss.SQUARED);
  }

  @Override
  protected Accuracy accuracy() {
    return Accuracy.PEARSON;
  }

  @Override
  protected Text text(OracleData data) {
    return new Text(
        """
        The scorer that judges the designs of the task promoter-yeast and never guides: another
        architecture than `yeast-oracle`, trained on the other half.""",
        """
        * Trained on: %d sequences of the held-out half, by squared error.
        * Input: DNA letters; a k-mer and its reverse complement count as one.
        * Output: expression in complex medium, on the scale of the assay (0 to 17)."""
            .formatted(data.training().size()),
        "clusters that no model saw");
  }
}
