package dev.lodestar.core.exact;

import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The reverse process of a masked diffusion on a space small enough to enumerate: its transition
 * probabilities between all states, in double precision.
 *
 * <p>Written from the equations, apart from the sampler it is there to check (MDLM, 2406.07524,
 * equation 7): a masked position stays masked with probability move_s/move_t, else it takes token k
 * with the network's clean probability. At noise level 0 what is still masked takes its likeliest
 * token. As in the sampler, clean probabilities are kept in single precision.
 */
public final class ExactMasked {
  private static final int BATCH = 4096;

  private final MaskedStates states;
  private final LogLinearSchedule schedule;
  private final float[][][] clean;

  /**
   * @param fixed for each position its token, or {@link
   *     dev.lodestar.core.masked.MaskedProcess#FREE}
   */
  public ExactMasked(TokenDenoiser network, LogLinearSchedule schedule, int[] fixed) {
    this.states = new MaskedStates(network.vocabulary(), fixed);
    this.schedule = schedule;
    this.clean = new float[schedule.steps() + 1][][];
    for (int t = 0; t < clean.length; t++) {
      clean[t] = t > 0 && network.timeIndependent() ? clean[0] : ask(network, schedule.sigma(t));
    }
  }

  /** The numbering of the states. */
  public MaskedStates states() {
    return states;
  }

  /** T, the number of denoising steps. */
  public int steps() {
    return schedule.steps();
  }

  /**
   * The children of a state and how probable they are.
   *
   * @param states numbers of the states at the next noise level
   * @param probabilities their probabilities, which sum to 1
   */
  public record Transition(int[] states, double[] probabilities) {}

  /** p_pre(x_{t-1} | x_t) of one state at noise level {@code step}, from 1. */
  public Transition kernel(int step, int state) {
    double[] law = new double[states.size()];
    new Walk(step, state).push(0, state, 1, law);
    int[] children = IntStream.rangeClosed(0, state).filter(s -> law[s] > 0).toArray();
    return new Transition(children, Arrays.stream(children).mapToDouble(s -> law[s]).toArray());
  }

  /** E[f(x_{t-1}) | x_t] of every state at noise level {@code step}, from 1. */
  public double[] expect(int step, double[] f) {
    double[] out = new double[states.size()];
    Arrays.setAll(out, s -> new Walk(step, s).expect(0, s, f));
    return out;
  }

  /** The law of x_{t-1} where x_t has the given law at noise level {@code step}, from 1. */
  public double[] push(int step, double[] law) {
    double[] out = new double[states.size()];
    for (int s = 0; s < law.length; s++) {
      if (law[s] > 0) {
        new Walk(step, s).push(0, s, law[s], out);
      }
    }
    return out;
  }

  /** The law at the highest noise level: certainty of the masked state. */
  public double[] prior() {
    double[] law = new double[states.size()];
    law[states.masked()] = 1;
    return law;
  }

  /** The design that a state at noise level 0 becomes. */
  public int design(int state) {
    int design = state;
    int v = states.vocabulary();
    for (int l : states.maskedPositions(state)) {
      int best = 0;
      for (int k = 1; k < v; k++) {
        best = clean[0][state][l * v + k] > clean[0][state][l * v + best] ? k : best;
      }
      design -= (v - best) * states.strideAt(l);
    }
    return design;
  }

  /** The law of designs where x_0 has the given law at noise level 0. */
  public double[] designs(double[] law) {
    double[] out = new double[states.size()];
    for (int s = 0; s < law.length; s++) {
      if (law[s] > 0) {
        out[design(s)] += law[s];
      }
    }
    return out;
  }

  /** p_pre: the law of the pre-trained model's designs, by state number. */
  public double[] pretrained() {
    double[] law = prior();
    for (int t = steps(); t > 0; t--) {
      law = push(t, law);
    }
    return designs(law);
  }

  private float[][] ask(TokenDenoiser network, double sigma) {
    int v = states.vocabulary();
    int row = states.length() * v;
    float[][] out = new float[states.size()][];
    for (int from = 0; from < out.length; from += BATCH) {
      int n = Math.min(BATCH, out.length - from);
      Tokens x = states.tokens(IntStream.range(from, from + n).toArray());
      float[] logits = network.logits(x.data(), n, x.length(), sigma);
      for (int i = 0; i < n; i++) {
        out[from + i] = new float[row];
        for (int l : states.maskedPositions(from + i)) {
          softmax(logits, i * row + l * v, out[from + i], l * v, v);
        }
      }
    }
    return out;
  }

  private static void softmax(float[] logits, int from, float[] out, int to, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, logits[from + k]);
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += StrictMath.exp(logits[from + k] - max);
    }
    for (int k = 0; k < n; k++) {
      out[to + k] = (float) (StrictMath.exp(logits[from + k] - max) / sum);
    }
  }

  /** All children of one state, position by masked position. */
  private final class Walk {
    private final int vocabulary = states.vocabulary();
    private final int[] strides;
    private final double[][] weights;

    Walk(int step, int state) {
      int[] masked = states.maskedPositions(state);
      double stay = schedule.move(step - 1) / schedule.move(step);
      strides = new int[masked.length];
      weights = new double[masked.length][vocabulary + 1];
      for (int j = 0; j < masked.length; j++) {
        strides[j] = states.strideAt(masked[j]);
        double total = stay;
        for (int k = 0; k < vocabulary; k++) {
          weights[j][k] = (1 - stay) * clean[step][state][masked[j] * vocabulary + k];
          total += weights[j][k];
        }
        weights[j][vocabulary] = stay;
        for (int k = 0; k <= vocabulary; k++) {
          weights[j][k] /= total; // single precision leaves totals of 1 within 10⁻⁷
        }
      }
    }

    /** Σ over the choices at positions j and on of probability times f(child). */
    double expect(int j, int child, double[] f) {
      if (j == strides.length) {
        return f[child];
      }
      double sum = 0;
      for (int k = 0; k <= vocabulary; k++) {
        if (weights[j][k] > 0) {
          sum += weights[j][k] * expect(j + 1, child - (vocabulary - k) * strides[j], f);
        }
      }
      return sum;
    }

    /** Spreads the probability {@code p} over the choices at positions j and on. */
    void push(int j, int child, double p, double[] out) {
      if (j == strides.length) {
        out[child] += p;
        return;
      }
      for (int k = 0; k <= vocabulary; k++) {
        if (weights[j][k] > 0) {
          push(j + 1, child - (vocabulary - k) * strides[j], p * weights[j][k], out);
        }
      }
    }
  }
}
