package dev.lodestar.core.exact;

import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;

/**
 * What every method aims at, by enumeration: p*(x) ∝ p_pre(x)·exp(r(x)/α), its constant Z =
 * E_pre[exp(r/α)], its soft values v_t(x_t) = α log E[exp(r(x_0)/α) | x_t] and its optimal kernel
 * p*(x_{t-1} | x_t) = p_pre(x_{t-1} | x_t)·exp((v_{t-1}(x_{t-1}) − v_t(x_t))/α).
 *
 * <p>Source: tutorial 2501.09685, section 2. Rewards are shifted by their maximum before they are
 * exponentiated; a temperature so low that the worst designs would vanish is refused.
 */
public final class ExactTarget {
  private static final double RANGE = 600; // exp(−600) is far from the smallest double

  private final ExactMasked process;
  private final double alpha;
  private final double best;
  private final double[] rewards;
  private final double[][] desirability;

  /**
   * @param objective reward of designs; negative infinity where a design is infeasible
   * @param alpha temperature in reward units, positive
   */
  public ExactTarget(ExactMasked process, Objective<Tokens> objective, double alpha) {
    this.process = process;
    this.alpha = alpha;
    MaskedStates states = process.states();
    int[] designs = states.designs();
    double[] r = objective.of(states.tokens(designs));
    this.rewards = new double[states.size()];
    Arrays.fill(rewards, Double.NaN);
    for (int d = 0; d < designs.length; d++) {
      rewards[designs[d]] = r[d];
    }
    this.best = Arrays.stream(r).max().orElseThrow();
    double worst = Arrays.stream(r).filter(Double::isFinite).min().orElse(best);
    if (!Double.isFinite(best) || !(alpha > 0) || (best - worst) / alpha > RANGE) {
      throw new IllegalArgumentException(
          "rewards from "
              + worst
              + " to "
              + best
              + " at a temperature of "
              + alpha
              + ": enumeration needs a feasible design and a temperature of at least "
              + (best - worst) / RANGE);
    }
    this.desirability = new double[process.steps() + 1][];
    desirability[0] = new double[states.size()];
    Arrays.setAll(
        desirability[0], s -> StrictMath.exp((rewards[process.design(s)] - best) / alpha));
    for (int t = 1; t <= process.steps(); t++) {
      desirability[t] = process.expect(t, desirability[t - 1]);
    }
  }

  public ExactMasked process() {
    return process;
  }

  public double alpha() {
    return alpha;
  }

  /** Reward of a design by its state number; NaN for a state that is no design. */
  public double reward(int design) {
    return rewards[design];
  }

  /** v_t of every state in reward units, shape [T + 1, states]; v_0 is the reward. */
  public double[][] values() {
    double[][] v = new double[desirability.length][];
    for (int t = 0; t < v.length; t++) {
      v[t] = Arrays.stream(desirability[t]).map(h -> best + alpha * StrictMath.log(h)).toArray();
    }
    // free of the rounding of exp and log
    Arrays.setAll(v[0], s -> rewards[process.design(s)]);
    return v;
  }

  /** log Z = log E_pre[exp(r/α)]. */
  public double logZ() {
    return best / alpha + StrictMath.log(desirability[process.steps()][process.states().masked()]);
  }

  /** p*(x) ∝ p_pre(x)·exp(r(x)/α) of the designs, by state number. */
  public double[] law() {
    double[] law = process.pretrained();
    double z = 0;
    for (int s = 0; s < law.length; s++) {
      law[s] = law[s] > 0 ? law[s] * StrictMath.exp((rewards[s] - best) / alpha) : 0;
      z += law[s];
    }
    for (int s = 0; s < law.length; s++) {
      law[s] /= z;
    }
    return law;
  }

  /** The optimal kernel of one state at noise level {@code step}, from 1. */
  public ExactMasked.Transition optimalKernel(int step, int state) {
    ExactMasked.Transition pre = process.kernel(step, state);
    double[] p = pre.probabilities().clone();
    for (int c = 0; c < p.length; c++) {
      p[c] *= desirability[step - 1][pre.states()[c]] / desirability[step][state];
    }
    return new ExactMasked.Transition(pre.states(), p);
  }
}
