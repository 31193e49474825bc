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
}
