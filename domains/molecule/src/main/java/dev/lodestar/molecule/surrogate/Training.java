package dev.lodestar.molecule.surrogate;

import dev.lodestar.core.task.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fits a {@link Network} to scores by least squares.
 *
 * <p>Adam (Kingma and Ba, ICLR 2015) on batches; weights of an input move only in batches where it
 * is not zero, which is what makes sparse inputs cheap. Dropout of hidden units, and a rate that
 * falls to 0 on a half cosine. Inputs and scores are standardised for the fit, and the network that
 * comes of it has that folded into its weights. One thread; the same seed gives the same weights.
 */
final class Training {
  private static final float MEAN_DECAY = 0.9f;
  private static final float SQUARE_DECAY = 0.999f;
  private static final float TINY = 1e-8f;
  private static final double LEAST_SPREAD = 0.05;

  /**
   * How to fit.
   *
   * @param hidden hidden units
   * @param epochs passes over the molecules
   * @param batch molecules a step
   * @param rate highest learning rate
   * @param dropout share of the hidden units left out in a step
   * @param decay of the weights, relative to the rate
   * @param seed of initial weights, order and dropout
   */
  record Plan(
      int hidden, int epochs, int batch, double rate, double dropout, double decay, long seed) {}

  private final Plan plan;
  private final SplittableRandom random;
  private final int hidden;
  private final double[] mean = new double[Features.COUNT];
  private final double[] spread = new double[Features.COUNT];
  private final Parameters in;
  private final Parameters bias;
  private final Parameters out;
  private final Parameters offset;

  private Training(Plan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.hidden = plan.hidden();
    this.in = new Parameters(Features.COUNT * hidden);
    this.bias = new Parameters(hidden);
    this.out = new Parameters(hidden);
    this.offset = new Parameters(1);
  }

  /** Weights, their gradient of a batch, and its moving moments. */
  private static final class Parameters {
    final float[] weight;
    final float[] gradient;
    final float[] first;
    final float[] second;

    Parameters(int n) {
      weight = new float[n];
      gradient = new float[n];
      first = new float[n];
      second = new float[n];
    }

    void step(int from, int to, float rate, float decay) {
      for (int i = from; i < to; i++) {
        float g = gradient[i];
        first[i] += (1 - MEAN_DECAY) * (g - first[i]);
        second[i] += (1 - SQUARE_DECAY) * (g * g - second[i]);
        weight[i] -= rate * (first[i] / ((float) Math.sqrt(second[i]) + TINY) + decay * weight[i]);
        gradient[i] = 0;
      }
    }
  }

  /**
   * Fits a network.
   *
   * @param x features, one a molecule
   * @param y scores
   */
  static Network fit(List<Features> x, double[] y, Plan plan, Progress progress) {
    return new Training(plan).run(x, y, progress);
  }

  private Network run(List<Features> raw, double[] y, Progress progress) {
    standardise(raw);
    List<Features> x = raw.stream().map(this::standard).toList();
    double centre = Arrays.stream(y).average().orElse(0);
    double scale =
        Math.sqrt(Arrays.stream(y).map(v -> (v - centre) * (v - centre)).average().orElse(1));
    fill(in.weight, Math.sqrt(2.0 / 60)); // about 60 inputs of a molecule are not zero
    fill(out.weight, Math.sqrt(1.0 / hidden));
    int[] order = IntStream.range(0, y.length).toArray();
    long steps = (long) plan.epochs() * ((y.length + plan.batch() - 1) / plan.batch());
    long step = 0;
    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
      shuffle(order);
      double loss = 0;
      for (int from = 0; from < order.length; from += plan.batch()) {
        int to = Math.min(order.length, from + plan.batch());
        int[] rows = Arrays.copyOfRange(order, from, to);
        for (int i : rows) {
          loss += learn(x.get(i), (float) ((y[i] - centre) / scale), rows.length);
        }
        step++;
        double rate = plan.rate() * 0.5 * (1 + Math.cos(Math.PI * step / steps));
        double unbiased =
            Math.sqrt(1 - Math.pow(SQUARE_DECAY, step)) / (1 - Math.pow(MEAN_DECAY, step));
        step(x, rows, (float) (rate * unbiased));
      }
      progress.step(
          epoch + 1, plan.epochs(), String.format(Locale.ROOT, "loss %.3f", loss / order.length));
    }
    return folded(centre, scale);
  }

  private void standardise(List<Features> x) {
    double[] squares = new double[Features.COUNT];
    for (Features f : x) {
      for (int k = 0; k < f.index().length; k++) {
        mean[f.index()[k]] += f.value()[k] / (double) x.size();
        squares[f.index()[k]] += f.value()[k] * f.value()[k] / (double) x.size();
      }
    }
    for (int i = 0; i < mean.length; i++) {
      boolean fragment = i < Features.FRAGMENTS;
      spread[i] = fragment ? 1 : Math.max(LEAST_SPREAD, Math.sqrt(squares[i] - mean[i] * mean[i]));
      mean[i] = fragment ? 0 : mean[i]; // what is mostly zero stays zero
    }
  }

  private Features standard(Features f) {
    float[] value = new float[f.value().length];
    for (int k = 0; k < value.length; k++) {
      int i = f.index()[k];
      value[k] = (float) ((f.value()[k] - mean[i]) / spread[i]);
    }
    return new Features(f.index(), value);
  }

  private void fill(float[] weights, double size) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * Math.sqrt(3) * size);
    }
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  /** Adds the gradient of one molecule's squared error over the batch; returns the error. */
  private double learn(Features x, float y, int batch) {
    float[] sum = bias.weight.clone();
    for (int k = 0; k < x.index().length; k++) {
      float v = x.value()[k];
      int row = x.index()[k] * hidden;
      for (int h = 0; h < hidden; h++) {
        sum[h] += v * in.weight[row + h];
      }
    }
    float keep = (float) (1 / (1 - plan.dropout()));
    float[] gate = new float[hidden];
    float score = offset.weight[0];
    for (int h = 0; h < hidden; h++) {
      boolean left = random.nextDouble() < plan.dropout();
      gate[h] = left || sum[h] <= 0 ? 0 : keep;
      score += gate[h] * sum[h] * out.weight[h];
    }
    float off = (score - y) / batch;
    offset.gradient[0] += off;
    float[] back = new float[hidden];
    for (int h = 0; h < hidden; h++) {
      out.gradient[h] += off * gate[h] * sum[h];
      back[h] = off * gate[h] * out.weight[h];
      bias.gradient[h] += back[h];
    }
    for (int k = 0; k < x.index().length; k++) {
      float v = x.value()[k];
      int row = x.index()[k] * hidden;
      for (int h = 0; h < hidden; h++) {
        in.gradient[row + h] += v * back[h];
      }
    }
    return (score - y) * (double) (score - y);
  }

  private void step(List<Features> x, int[] rows, float rate) {
    float decay = (float) plan.decay();
    boolean[] moved = new boolean[Features.COUNT];
    for (int i : rows) {
      for (int input : x.get(i).index()) {
        if (!moved[input]) {
          moved[input] = true;
          in.step(input * hidden, (input + 1) * hidden, rate, decay);
        }
      }
    }
    bias.step(0, hidden, rate, 0);
    out.step(0, hidden, rate, decay);
    offset.step(0, 1, rate, 0);
  }

  /** The network on features and scores as they are. */
  private Network folded(double centre, double scale) {
    float[] first = new float[in.weight.length];
    double[] base = new double[hidden];
    for (int i = 0; i < Features.COUNT; i++) {
      for (int h = 0; h < hidden; h++) {
        double w = in.weight[i * hidden + h] / spread[i];
        first[i * hidden + h] = (float) w;
        base[h] += w * mean[i];
      }
    }
    float[] biases = new float[hidden];
    float[] last = new float[hidden];
    for (int h = 0; h < hidden; h++) {
      biases[h] = (float) (bias.weight[h] - base[h]);
      last[h] = (float) (out.weight[h] * scale);
    }
    return new Network(first, biases, last, (float) (offset.weight[0] * scale + centre));
  }
}
