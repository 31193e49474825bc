package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.kmer.KmerFit;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.OracleData;

/** The scorer that only judges: a linear model of 6-mers, trained on other chromosomes. */
public final class Hepg2HeldOutRecipe extends SiteHeldOutRecipe {
  @Override
  public String name() {
    return Hepg2.HELD_OUT;
  }

  @Override
  public String summary() {
    return "held-out scorer of HepG2 against K562 sites, log-odds: 6-mers, other chromosomes";
  }

  @Override
  SiteSource source() {
    return Hepg2.SOURCE;
  }

  @Override
  protected Choices choices() {
    return new Choices(6, 300, KmerFit.Loss.LOGISTIC);
  }

  @Override
  protected Accuracy accuracy() {
    return Accuracy.AUC;
  }

  @Override
  protected Text text(OracleData data) {
    return new Text(
        """
        The scorer that judges the designs of the task enhancer-hepg2 and never guides: another
        architecture than `hepg2-oracle`, trained on other chromosomes.""",
        """
        * Trained on: %d sites of the held-out half's chromosomes, by the logistic loss.
        * Input: DNA letters; a k-mer and its reverse complement count as one.
        * Output: log-odds of HepG2 against K562, in nats."""
            .formatted(data.training().size()),
        "the test chromosome, which no model saw");
  }
}
