package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;

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
 * exploit inaccurate categorical sampling" (2409.02908), section 3 and Algorithm 1.
 */
public final class AnyOrderProcess implements ReverseProcess<Tokens> {
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
  public double time(int step) {
    return (double) masked(step) / free;
  }

  @Override
  public Tokens prior(Draws draws) {
    return template.rows(Math.multiplyExact(draws.designs(), draws.width()));
  }

  @Override
  public Outlook<Tokens> look(Tokens states, int step) {
    CleanBelief belief =
        new CleanBelief(states, predictions.of(states, 0), template.vocabulary(), draw);
    int keep = step > 0 ? masked(step - 1) : 0;
    return new AnyOrderOutlook(belief, step, keep, order, TokenTilt.none());
  }
}
