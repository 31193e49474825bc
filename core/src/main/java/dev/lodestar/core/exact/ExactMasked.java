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
  private double[] pretrained = {};

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
    Children children = new Children();
    children.of(step, state);
    int[] possible =
        IntStream.range(0, children.size).filter(i -> children.probability[i] > 0).toArray();
    return new Transition(
        Arrays.stream(possible).map(i -> state - children.below[i]).toArray(),
        Arrays.stream(possible).mapToDouble(i -> children.probability[i]).toArray());
  }

  /** E[f(x_{t-1}) | x_t] of every state at noise level {@code step}, from 1. */
  public double[] expect(int step, double[] f) {
    double[] out = new double[states.size()];
    Children children = new Children();
    for (int s = 0; s < out.length; s++) {
      children.of(step, s);
      double sum = 0;
      for (int i = 0; i < children.size; i++) {
        sum += children.probability[i] * f[s - children.below[i]];
      }
      out[s] = sum;
    }
    return out;
  }

  /** The law of x_{t-1} where x_t has the given law at noise level {@code step}, from 1. */
  public double[] push(int step, double[] law) {
    double[] out = new double[states.size()];
    Children children = new Children();
    for (int s = 0; s < law.length; s++) {
      if (law[s] > 0) {
        children.of(step, s);
        for (int i = 0; i < children.size; i++) {
          out[s - children.below[i]] += law[s] * children.probability[i];
        }
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
  public synchronized double[] pretrained() {
    if (pretrained.length == 0) {
      double[] law = prior();
      for (int t = steps(); t > 0; t--) {
        law = push(t, law);
      }
      pretrained = designs(law);
    }
    return pretrained.clone();
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

  /**
   * The children of one state at a time: all combinations of what its masked positions may hold.
   * The buffers are reused from state to state.
   */
  private final class Children {
    private final double[] probability = new double[states.size()];

    /** How far a child's number lies below its parent's. */
    private final int[] below = new int[states.size()];

    private int size;

    void of(int step, int state) {
      int v = states.vocabulary();
      double stay = schedule.move(step - 1) / schedule.move(step);
      probability[0] = 1;
      below[0] = 0;
      size = 1;
      for (int l : states.maskedPositions(state)) {
        double total = stay;
        for (int k = 0; k < v; k++) {
          total += (1 - stay) * clean[step][state][l * v + k];
        }
        // single precision leaves totals of 1 within 10⁻⁷
        for (int k = 0; k < v; k++) {
          append(
              (1 - stay) * clean[step][state][l * v + k] / total,
              (v - k) * states.strideAt(l),
              (k + 1) * size);
        }
        for (int i = 0; i < size; i++) {
          probability[i] *= stay / total;
        }
        size *= v + 1;
      }
    }

    /** Copies of the first {@code size} children with one more token revealed. */
    private void append(double weight, int fall, int to) {
      for (int i = 0; i < size; i++) {
        probability[to + i] = probability[i] * weight;
        below[to + i] = below[i] + fall;
      }
    }
  }
}
