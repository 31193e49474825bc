package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.torch.NeuralRegressor;
import java.util.Arrays;
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

  /** R² of a network's predictions of these rows. */
  double rSquared(NeuralRegressor network) {
    double[] predicted = new double[mrl.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = network.score(tokens[i], 1, tokens[i].length)[0];
    }
    return rSquared(mrl, predicted);
  }

  /** Share of the variance that predictions explain, 1 − Σ(y − ŷ)²/Σ(y − ȳ)². */
  static double rSquared(double[] measured, double[] predicted) {
    double mean = Arrays.stream(measured).average().orElseThrow();
    double residual = 0;
    double total = 0;
    for (int i = 0; i < measured.length; i++) {
      residual += (measured[i] - predicted[i]) * (measured[i] - predicted[i]);
      total += (measured[i] - mean) * (measured[i] - mean);
    }
    return 1 - residual / total;
  }
}
