package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/** A denoiser's network as training sees it: a function of weights and masked states. */
interface MaskedNet {
  /** Real tokens V; the mask is token V. */
  int vocabulary();

  ParameterLayout layout();

  /** Positions of a state, from the left, behind which the network needs no look. */
  int visible(int[] state);

  /**
   * Logits of the clean tokens.
   *
   * @param states rows of one width, at least as wide as what is visible of any of them
   * @return shape [rows, width, V]
   */
  Tensor logits(Weights w, int[][] states);

  /**
   * The same where something is told of the rows; a network that cannot be told anything does not
   * listen.
   *
   * @param told condition of each row, or {@link dev.lodestar.core.masked.ConditionalDenoiser#NONE}
   */
  default Tensor logits(Weights w, int[][] states, int[] told) {
    return logits(w, states);
  }
}
