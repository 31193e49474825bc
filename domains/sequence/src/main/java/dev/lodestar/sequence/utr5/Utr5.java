package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;

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

  private Utr5() {}
}
