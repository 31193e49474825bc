package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.util.List;

/** What the designs of the task are. */
final class Utr5 {
  /** 50-mers in DNA letters; the start codon follows the last letter. */
  static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 50);

  /** Denoising steps, as in the SVDD reference. */
  static final int STEPS = 128;

  /** Shortest and longest 5'UTR in the data. */
  static final int SHORTEST = 25;

  static final int LONGEST = 100;

  /** Names of the shipped models. */
  static final String DENOISER = "utr5-denoiser";

  static final String ORACLE = "utr5-oracle";
  static final String HELD_OUT = "utr5-heldout";
  static final String VALUE = "utr5-value";
  static final String CONDITIONAL = "utr5-conditional";

  static final Option DATA =
      RecipeOptions.data(
          "measured 5'UTRs: a table with the columns sequence, mrl and set, gzipped if it ends in"
              + " .gz");

  static final Provenance PROVENANCE =
      sha256 ->
          """
          ## Data and terms

          Measured mean ribosome load of 60,200 5'UTRs (SHA-256 of the table
          `%s`),
          a subset of the massively parallel polysome profiling of Sample et al., "Human 5' UTR design
          and variant effect prediction from a massively parallel translation assay", Nature
          Biotechnology 37:803 (2019), GEO accession GSE114002. No licence is stated for the measurements
          where the table was taken from; who redistributes them should ask their authors. The weights
          are covered by the project's own licence as far as the project can grant one.

          Split by cluster: sequences that share any %d-mer, directly or through others, belong to one
          cluster, and clusters are drawn by the split seed into test (11 %%), the guiding half and the
          held-out half (each with 6 %% for validation). No two parts share a %d-mer.

          ## Limits

          Reporter mRNA in one human cell line (HEK293T), one coding sequence (eGFP). Scores far above
          those in the data (about 9) are extrapolation. Not for clinical use.
          """
              .formatted(sha256, Split.KMER, Split.KMER);

  private Utr5() {}

  /** Rows as networks take them. */
  static Labelled labelled(List<MrlRow> rows) {
    return Labelled.of(rows, Alphabet.DNA, MrlRow::sequence, MrlRow::mrl);
  }
}
