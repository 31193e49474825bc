package dev.lodestar.torch;

/** Sizes of a value network of masked states, which say its architecture too. */
public sealed interface ValueConfig permits CnnValueNet.Config, PooledValueNet.Config {
  /** Real tokens V; the mask is token V. */
  int vocabulary();

  /** Longest sequence. */
  int maxLength();
}
