package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.torch.NeuralRegressor;
import java.util.List;

/**
 * Measured 5'UTRs as networks take them.
 *
 * @param tokens a row each, of any lengths
 * @param mrl measured mean ribosome load, shape [rows]
 */
record Labelled(int[][] tokens, double[] mrl) {
  static Labelled of(List<MrlRow> rows) {
    return new Labelled(
        rows.stream().map(r -> Alphabet.DNA.tokens(r.sequence())).toArray(int[][]::new),
        rows.stream().mapToDouble(MrlRow::mrl).toArray());
  }

  /** Share of the variance that a network explains, 1 − Σ(y − ŷ)²/Σ(y − ȳ)². */
  double rSquared(NeuralRegressor network) {
    double mean = 0;
    for (double y : mrl) {
      mean += y / mrl.length;
    }
    double residual = 0;
    double total = 0;
    for (int i = 0; i < mrl.length; i++) {
      double error = mrl[i] - network.score(tokens[i], 1, tokens[i].length)[0];
      residual += error * error;
      total += (mrl[i] - mean) * (mrl[i] - mean);
    }
    return 1 - residual / total;
  }
}
