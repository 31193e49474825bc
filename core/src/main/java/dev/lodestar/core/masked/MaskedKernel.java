package dev.lodestar.core.masked;

/**
 * One position's step from noise level t to s.
 *
 * @param vocabulary V; the mask is token V
 * @param moveT probability that a token is masked at t
 * @param moveS probability that a token is masked at s
 * @param draw how tokens are drawn
 */
record MaskedKernel(int vocabulary, double moveT, double moveS, TokenDraw draw) {

  /**
   * Unnormalised probabilities of a masked position's next token.
   *
   * @param clean probabilities of the clean token, at {@code from}
   * @param out receives V + 1 weights, the mask last; they sum to move_t
   */
  void weights(float[] clean, int from, double[] out) {
    for (int k = 0; k < vocabulary; k++) {
      out[k] = clean[from + k] * (moveT - moveS);
    }
    out[vocabulary] = moveS;
  }
}
