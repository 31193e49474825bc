package dev.lodestar.sequence.protein.gb1;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;

/** What is fixed about the four sites: V39, D40, G41 and V54 of protein G's domain B1. */
final class Gb1 {
  static final String TASK = "gb1-binding";
  static final String MODEL = "gb1-denoiser";
  static final String VALUE = "gb1-value";
  static final String WILD_TYPE = "VDGV";
  static final int SITES = 4;
  static final int LETTERS = 20;
  static final int VARIANTS = LETTERS * LETTERS * LETTERS * LETTERS;
  static final TokenCodec CODEC = new TokenCodec(Alphabet.PROTEIN, SITES);

  private Gb1() {}

  /** The letters of a variant's number, the first site the most significant. */
  static int[] tokens(int variant) {
    int[] out = new int[SITES];
    for (int l = SITES - 1; l >= 0; l--) {
      out[l] = variant % LETTERS;
      variant /= LETTERS;
    }
    return out;
  }

  /** A variant's number. */
  static int number(String variant) {
    int n = 0;
    for (int t : Alphabet.PROTEIN.tokens(variant)) {
      n = LETTERS * n + t;
    }
    return n;
  }
}
