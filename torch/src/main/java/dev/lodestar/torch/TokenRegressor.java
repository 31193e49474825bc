package dev.lodestar.torch;

/**
 * A scalar property of a token sequence, predicted.
 *
 * <p>Deterministic, and row {@code i} of an answer depends on row {@code i} alone.
 */
public interface TokenRegressor {
  /** Number of real tokens V. */
  int vocabulary();

  /**
   * Predictions in data units.
   *
   * @param tokens shape [rows, length], values 0..V; a mask (token V) is read as no base at all
   * @return shape [rows]
   */
  double[] score(int[] tokens, int rows, int length);

  /**
   * Predictions for sequences given as probabilities of the tokens at each position.
   *
   * @param probabilities shape [rows, length, V]
   * @return shape [rows]
   */
  double[] scoreProbabilities(float[] probabilities, int rows, int length);
}
