package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Masked (absorbing) diffusion in the SUBS parametrisation with ancestral steps: a masked token is
 * revealed from step t to s with probability (move_t − move_s)/move_t, its letter drawn from the
 * network's clean guess; revealed tokens stay.
 *
 * <p>Fixed positions are revealed from the start and thus kept by construction.
 *
 * <p>Source: Sahoo et al. (MDLM, 2406.07524), equations 7 to 10; Algorithm 1 of the SVDD reference.
 */
public final class MaskedProcess implements Renoising<Tokens> {
  /** Marks a position that is not fixed. */
  public static final int FREE = -1;

  private final NoiseSchedule schedule;
  private final Template template;
  private final TokenDraw draw;
  private final Predictions memory;

  /**
   * A process with an empty memory of states.
   *
   * @param network the denoiser
   * @param fixed for each position the token it must hold, or {@link #FREE}; its length is the
   *     designs' length
   * @param draw how tokens are drawn
   * @param meter counts, and refuses, network evaluations
   */
  public MaskedProcess(
      TokenDenoiser network, NoiseSchedule schedule, int[] fixed, TokenDraw draw, Meter meter) {
    this(network, schedule, fixed, draw, remembered(network, meter));
  }

  private MaskedProcess(
      TokenDenoiser network,
      NoiseSchedule schedule,
      int[] fixed,
      TokenDraw draw,
      Predictions memory) {
    this.schedule = schedule;
    this.template = Template.of(network.vocabulary(), fixed);
    this.draw = draw;
    this.memory = memory;
  }

  private static Predictions remembered(TokenDenoiser network, Meter meter) {
    int mask = network.vocabulary();
    return Predictions.remembered(network, token -> token == mask, meter);
  }

  /** The same process asked anew for every row of every batch: what reuse is measured against. */
  public static MaskedProcess withoutMemory(
      TokenDenoiser network, int steps, int length, Meter meter) {
    return new MaskedProcess(
        network,
        LogLinearSchedule.of(steps),
        free(length),
        new TokenDraw.InverseCdf(),
        Predictions.everyRow(network, token -> token == network.vocabulary(), meter));
  }

  /** A process in which every position is free. */
  public MaskedProcess(TokenDenoiser network, int steps, int length, Meter meter) {
    this(network, LogLinearSchedule.of(steps), free(length), new TokenDraw.InverseCdf(), meter);
  }

  /** A template that fixes nothing. */
  public static int[] free(int length) {
    int[] fixed = new int[length];
    Arrays.fill(fixed, FREE);
    return fixed;
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  /** The time of the log-linear schedule at which as many tokens are masked. */
  @Override
  public double time(int step) {
    return LogLinearSchedule.timeOf(schedule.move(step));
  }

  /** Times and masking probabilities of the noise levels. */
  public NoiseSchedule schedule() {
    return schedule;
  }

  /** Number of real tokens; also the mask's token. */
  public int vocabulary() {
    return template.vocabulary();
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
    LateRows<float[]> clean = memory.late(states, schedule.sigma(step));
    MaskedKernel kernel =
        new MaskedKernel(schedule.move(step), step > 0 ? schedule.move(step - 1) : 0);
    CleanBelief belief = new CleanBelief(states, clean, template.vocabulary(), draw);
    return new MaskedOutlook(belief, step, kernel, TokenTilt.none());
  }

  /** Masks every free revealed token with probability (move_to − move_from)/(1 − move_from). */
  @Override
  public Tokens renoise(Tokens states, int from, int to, Draws draws) {
    double masked = masking(from, to);
    int length = template.length();
    int[] out = states.data().clone();
    for (int i = 0; i < states.size(); i++) {
      RandomGenerator rng = draws.at(i, Purpose.RENOISE);
      for (int l = 0; l < length; l++) {
        if (rng.nextDouble() < masked && template.free(l)) {
          out[i * length + l] = vocabulary();
        }
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logNoise(Tokens states, int from, Tokens noisier, int to) {
    double masked = masking(from, to);
    int mask = vocabulary();
    int length = template.length();
    double[] out = new double[states.size()];
    for (int k = 0; k < states.data().length; k++) {
      int before = states.data()[k];
      int after = noisier.data()[k];
      boolean free = template.free(k % length) && before != mask;
      if (after == before) {
        out[k / length] += free ? StrictMath.log1p(-masked) : 0;
      } else {
        out[k / length] +=
            free && after == mask ? StrictMath.log(masked) : Double.NEGATIVE_INFINITY;
      }
    }
    return out;
  }

  /** Probability that a token revealed at one noise level is masked at a higher one. */
  private double masking(int from, int to) {
    if (from < 0 || to < from || to > steps()) {
      throw new IllegalArgumentException(
          "noise goes up from one level to another in 0.."
              + steps()
              + ", not "
              + from
              + " to "
              + to);
    }
    // the prior is all masks, although the schedule ends at move = 0.999
    double before = from == 0 ? 0 : schedule.move(from);
    return to == steps() ? 1 : to == from ? 0 : (schedule.move(to) - before) / (1 - before);
  }
}
