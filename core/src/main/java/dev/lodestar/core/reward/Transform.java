package dev.lodestar.core.reward;

/** Maps a raw score to the scale on which components are aggregated. */
@FunctionalInterface
public interface Transform {
  /** The raw score itself. */
  Transform IDENTITY = raw -> raw;

  /** The transformed score of a finite raw one; NaN where the transform is not defined there. */
  double apply(double raw);
}
