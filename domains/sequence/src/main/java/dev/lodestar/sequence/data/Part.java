package dev.lodestar.sequence.data;

/** What a sequence is used for. */
public enum Part {
  /** Seen by no model. */
  TEST,
  /** Trains the guiding side: guiding scorer and denoiser. */
  GUIDING,
  /** Chooses among checkpoints of the guiding side. */
  GUIDING_VALIDATION,
  /** Trains the held-out scorer. */
  HELD_OUT,
  /** Chooses among checkpoints of the held-out scorer. */
  HELD_OUT_VALIDATION
}
