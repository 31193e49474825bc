package dev.lodestar.bench.exact;

import dev.lodestar.core.exact.ExactMasked;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.exact.TabularDenoiser;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;

/** A landscape with everything about it that enumeration tells. Read-only once made. */
final class World {
  private final Landscape landscape;
  private final TabularDenoiser network;
  private final LogLinearSchedule schedule;
  private final ExactMasked exact;
  private final double logZ;
  private final int[] states;
  private final double[][] values;
  private final double[] guessed;
  private final double[] pretrained;
  private final double[] law;

  World(Landscape landscape) {
    this.landscape = landscape;
    int v = landscape.vocabulary();
    this.network = new TabularDenoiser(v, landscape.length(), landscape.model());
    this.schedule = LogLinearSchedule.of(landscape.steps());
    this.exact = new ExactMasked(network, schedule, MaskedProcess.free(landscape.length()));
    ExactTarget target = new ExactTarget(exact, rewards(), landscape.alpha());
    this.logZ = target.logZ();
    this.states = exact.states().designs();
    this.values = target.values();
    this.guessed = new double[exact.states().size()];
    Arrays.setAll(guessed, s -> target.reward(exact.design(s)));
    this.pretrained = ofDesigns(exact.pretrained());
    this.law = ofDesigns(target.law());
  }

  Landscape landscape() {
    return landscape;
  }

  TabularDenoiser network() {
    return network;
  }

  LogLinearSchedule schedule() {
    return schedule;
  }

  ExactMasked exact() {
    return exact;
  }

  /** log Z = log E_pre[exp(r/α)]. */
  double logZ() {
    return logZ;
  }

  /** v_t of every state, shape [T + 1, states]. */
  double[][] values() {
    return values;
  }

  /** Reward of every state's clean guess: the posterior mean's value, the same at all levels. */
  double[] guessed() {
    return guessed;
  }

  /** p_pre of every design. */
  double[] pretrained() {
    return pretrained;
  }

  /** p* of every design. */
  double[] law() {
    return law;
  }

  /** Mean reward under a law of designs. */
  double mean(double[] law) {
    double sum = 0;
    for (int d = 0; d < law.length; d++) {
      sum += law[d] * landscape.rewards()[d];
    }
    return sum;
  }

  /** Letters at positions under a law of designs, shape [L, V]. */
  double[][] marginals(double[] law) {
    double[][] out = new double[landscape.length()][landscape.vocabulary()];
    for (int d = 0; d < law.length; d++) {
      int[] x = Landscape.tokens(d, landscape.vocabulary(), landscape.length());
      for (int l = 0; l < x.length; l++) {
        out[l][x[l]] += law[d];
      }
    }
    return out;
  }

  /** KL(p* ‖ p_pre) in nats. */
  double divergence() {
    return mean(law) / landscape.alpha() - logZ;
  }

  /** The reward, looked up. */
  Objective<Tokens> rewards() {
    return clean -> {
      double[] out = new double[clean.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = landscape.rewards()[design(clean, i)];
      }
      return out;
    };
  }

  /** Number of a row's design. */
  int design(Tokens clean, int row) {
    int length = clean.length();
    int design = 0;
    for (int l = 0; l < length; l++) {
      design = design * landscape.vocabulary() + clean.data()[row * length + l];
    }
    return design;
  }

  /** A law over states as one over designs. */
  double[] ofDesigns(double[] law) {
    return Arrays.stream(states).mapToDouble(s -> law[s]).toArray();
  }

  MaskedStates numbering() {
    return exact.states();
  }
}
