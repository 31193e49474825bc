package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Masked diffusion in which every step reveals a given number k of tokens: no step changes nothing,
 * and a design of F free positions takes T = ⌈F/k⌉ steps.
 *
 * <p>In uniform order with k = 1 this is the first-hitting sampler. Between two reveals the state
 * of masked diffusion does not change; the position revealed next is uniform among the masked, its
 * token is drawn from the clean guess, and the time of the reveal, τ' = τ·u^(1/n) for n masked
 * positions under a linear schedule, is independent of both. A time-independent network therefore
 * need not know it, and designs have exactly the distribution of ancestral sampling as its number
 * of steps goes to infinity. A network that asks for the time is refused: states are tokens and
 * carry none. With k > 1 the tokens of a step are drawn independently of each other, as ancestral
 * steps do; the first step reveals the remainder, for there the network knows least.
 *
 * <p>Noise level t holds min(F, k·t) masks. A state with more or fewer, such as one that its user
 * masked, is revealed down to k·(t − 1).
 *
 * <p>Source: Zheng et al., "Masked diffusion models are secretly time-agnostic masked models and
 * exploit inaccurate categorical sampling" (2409.02908), the first-hitting sampler.
 */
public final class AnyOrderProcess implements Renoising<Tokens> {
  private final Template template;
  private final RevealOrder order;
  private final int atOnce;
  private final int free;
  private final TokenDraw draw;
  private final Predictions predictions;

  /**
   * A process with an empty memory of states.
   *
   * @param network the denoiser, time-independent
   * @param order which positions come first
   * @param atOnce k, tokens revealed a step
   * @param fixed for each position the token it must hold, or {@link MaskedProcess#FREE}
   * @param draw how tokens are drawn
   * @param meter counts, and refuses, network evaluations
   * @throws IllegalArgumentException where the network depends on the time or nothing is free
   */
  public AnyOrderProcess(
      TokenDenoiser network,
      RevealOrder order,
      int atOnce,
      int[] fixed,
      TokenDraw draw,
      Meter meter) {
    if (!network.timeIndependent()) {
      throw new IllegalArgumentException(
          "revealing a given number of tokens a step needs a time-independent denoiser, and this"
              + " one asks for the noise level; ancestral steps serve both kinds.");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("tokens a step must be at least 1, not " + atOnce);
    }
    this.template = Template.of(network.vocabulary(), fixed);
    this.order = order;
    this.atOnce = atOnce;
    this.free = template.freePositions();
    this.draw = draw;
    this.predictions = Predictions.remembered(network, t -> t == network.vocabulary(), meter);
    if (free == 0) {
      throw new IllegalArgumentException("every position is fixed: there is nothing to design");
    }
  }

  /** The first-hitting sampler: one token a step, in uniform order. */
  public static AnyOrderProcess firstHitting(TokenDenoiser network, int[] fixed, Meter meter) {
    return new AnyOrderProcess(
        network, RevealOrder.UNIFORM, 1, fixed, new TokenDraw.InverseCdf(), meter);
  }

  @Override
  public int steps() {
    return (free + atOnce - 1) / atOnce;
  }

  /** Number of masks at a noise level. */
  public int masked(int step) {
    return Math.min(free, Math.multiplyExact(atOnce, step));
  }

  /**
   * The time at which masked diffusion has this noise level's share of masks on average, in [0, 1]:
   * what values learned on ancestral roll-outs are to be asked at.
   */
  @Override
  public double time(int step) {
    return (double) masked(step) / free;
  }

  @Override
  public Tokens prior(Draws draws) {
    return template.rows(Math.multiplyExact(draws.designs(), draws.width()));
  }

  @Override
  public double[] logPrior(Tokens states) {
    return template.logCertain(states);
  }

  @Override
  public Outlook<Tokens> look(Tokens states, int step) {
    CleanBelief belief =
        new CleanBelief(states, predictions.late(states, 0), template.vocabulary(), draw);
    int keep = step > 0 ? masked(step - 1) : 0;
    return new AnyOrderOutlook(belief, step, keep, order, TokenTilt.none());
  }

  /**
   * Masks as many free tokens as the higher noise level has masks more: the rightmost in
   * left-to-right order, else any with equal probability.
   */
  @Override
  public Tokens renoise(Tokens states, int from, int to, Draws draws) {
    int[] out = states.data().clone();
    for (int i = 0; i < states.size(); i++) {
      Hiding hiding = new Hiding(states.row(i), to);
      for (int j : hiding.law.draw(draws.at(i, Purpose.RENOISE))) {
        out[i * states.length() + hiding.candidates[j]] = template.vocabulary();
      }
    }
    return new Tokens(out, states.length());
  }

  @Override
  public double[] logNoise(Tokens states, int from, Tokens noisier, int to) {
    double[] out = new double[states.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = new Hiding(states.row(i), to).logProb(noisier.row(i));
    }
    return out;
  }

  /** Which revealed tokens of one state are masked on its way to a noise level. */
  private final class Hiding {
    private final int[] state;
    private final int[] candidates;
    private final SubsetLaw law;

    Hiding(int[] state, int to) {
      if (to < 0 || to > steps()) {
        throw new IllegalArgumentException("noise level " + to + " is not in 0.." + steps());
      }
      this.state = state;
      int[] revealed =
          IntStream.range(0, state.length)
              .filter(l -> template.free(l) && state[l] != template.vocabulary())
              .toArray();
      int hide = Math.max(0, masked(to) - (free - revealed.length));
      this.candidates =
          order == RevealOrder.LEFT_TO_RIGHT
              ? Arrays.copyOfRange(revealed, revealed.length - hide, revealed.length)
              : revealed;
      this.law = new SubsetLaw(new double[candidates.length], hide);
    }

    double logProb(int[] noisier) {
      int[] changed =
          IntStream.range(0, state.length).filter(l -> noisier[l] != state[l]).toArray();
      int[] members = new int[changed.length];
      for (int i = 0; i < changed.length; i++) {
        members[i] = Arrays.binarySearch(candidates, changed[i]);
        if (members[i] < 0 || noisier[changed[i]] != template.vocabulary()) {
          return Double.NEGATIVE_INFINITY;
        }
      }
      return members.length == law.size() ? law.logProb(members) : Double.NEGATIVE_INFINITY;
    }
  }
}
