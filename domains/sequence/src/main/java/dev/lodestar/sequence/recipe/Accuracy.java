package dev.lodestar.sequence.recipe;

import dev.lodestar.torch.TokenRegressor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How well predictions follow measurements; 1 is perfect. */
public enum Accuracy {
  /** Share of the variance explained, 1 − Σ(y − ŷ)²/Σ(y − ȳ)². */
  R_SQUARED("R²", "r2") {
    @Override
    public double of(double[] measured, double[] predicted) {
      double mean = Arrays.stream(measured).average().orElseThrow();
      double residual = 0;
      double total = 0;
      for (int i = 0; i < measured.length; i++) {
        residual += (measured[i] - predicted[i]) * (measured[i] - predicted[i]);
        total += (measured[i] - mean) * (measured[i] - mean);
      }
      return 1 - residual / total;
    }
  },

  /** Linear correlation. */
  PEARSON("Pearson r", "pearson") {
    @Override
    public double of(double[] measured, double[] predicted) {
      double x = Arrays.stream(measured).average().orElseThrow();
      double y = Arrays.stream(predicted).average().orElseThrow();
      double xy = 0;
      double xx = 0;
      double yy = 0;
      for (int i = 0; i < measured.length; i++) {
        xy += (measured[i] - x) * (predicted[i] - y);
        xx += (measured[i] - x) * (measured[i] - x);
        yy += (predicted[i] - y) * (predicted[i] - y);
      }
      return xy / Math.sqrt(xx * yy);
    }
  },

  /** Spearman's correlation of ranks; ties share their mean rank. */
  SPEARMAN("Spearman rho", "spearman") {
    @Override
    public double of(double[] measured, double[] predicted) {
      return PEARSON.of(ranks(measured), ranks(predicted));
    }
  },

  /** Area under the ROC curve, of labels that are 1 (above one half) or 0; ties count half. */
  AUC("AUC", "auc") {
    @Override
    public double of(double[] measured, double[] predicted) {
      double[] ranks = ranks(predicted);
      double sum = 0;
      double positives = 0;
      for (int i = 0; i < ranks.length; i++) {
        if (measured[i] > 0.5) {
          sum += ranks[i];
          positives++;
        }
      }
      double pairs = positives * (ranks.length - positives);
      return (sum - positives * (positives + 1) / 2) / pairs;
    }
  };

  private final String title;
  private final String key;

  Accuracy(String title, String key) {
    this.title = title;
    this.key = key;
  }

  /** As cards and messages name it. */
  public String title() {
    return title;
  }

  /** As the notes of weights name it. */
  public String key() {
    return key;
  }

  /** Of predictions, one a measurement. */
  public abstract double of(double[] measured, double[] predicted);

  /** Of a scorer on measured sequences. */
  public double of(TokenRegressor network, Labelled data) {
    return of(data.targets(), data.predicted(network));
  }

  /** Ranks from 1; ties share their mean rank. */
  static double[] ranks(double[] x) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted((a, b) -> Double.compare(x[a], x[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] out = new double[x.length];
    for (int first = 0; first < order.length; ) {
      int last = first;
      while (last + 1 < order.length && x[order[last + 1]] == x[order[first]]) {
        last++;
      }
      for (int i = first; i <= last; i++) {
        out[order[i]] = (first + last) / 2.0 + 1;
      }
      first = last + 1;
    }
    return out;
  }
}
