package dev.lodestar.sequence.utr5;

/** Names of the task on 5'UTRs whose length its user chooses. */
final class Utr5Varied {
  static final String NAME = "utr5-mrl-varied";
  static final String DENOISER = "utr5-varied-denoiser";
  static final String VALUE = "utr5-varied-value";

  /** Nucleotides of a design unless the user says otherwise. */
  static final int USUAL = 75;

  private Utr5Varied() {}
}
