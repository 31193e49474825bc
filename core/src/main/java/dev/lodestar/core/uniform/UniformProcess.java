package dev.lodestar.core.uniform;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.CleanBelief;
import dev.lodestar.core.masked.NoiseSchedule;
import dev.lodestar.core.masked.Predictions;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.masked.TokenTilt;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Uniform-state discrete diffusion: noise replaces a token by a uniformly random one, so that every
 * state is a sequence of letters and no letter is ever final before the data. States hold no mask;
 * the network is given σ = −log α_t.
 *
 * <p>Noise level T is taken to be uniform, though the schedule keeps a share of 10⁻³ of the tokens
 * there; noise level 0 is the data itself, and nothing is asked of the network there.
 *
 * <p>A fixed position holds its token at every noise level. The network takes that token for one
 * that may be noise, so designs follow its conditional distribution only approximately; the token
 * itself is kept by construction.
 *
 * <p>Source: Austin et al., "Structured denoising diffusion models in discrete state-spaces" (D3PM,
 * 2107.03006), section 3; Schiff et al. (UDLM, 2412.10193).
 */
public final class UniformProcess implements Renoising<Tokens> {
  private final NoiseSchedule schedule;
  private final CleanUse use;
  private final Template template;
  private final TokenDraw draw;
  private final Predictions predictions;

  /**
   * A process with an empty memory of states.
   *
   * @param network logits of the clean tokens of states without masks
   * @param schedule how much of a state is noise
   * @param use what the network's prediction means
   * @param fixed for each position the token it must hold, or {@link
   *     dev.lodestar.core.masked.MaskedProcess#FREE}
   * @param draw how tokens are drawn
   * @param meter counts, and refuses, network evaluations
   */
  public UniformProcess(
      TokenDenoiser network,
      NoiseSchedule schedule,
      CleanUse use,
      int[] fixed,
      TokenDraw draw,
      Meter meter) {
    this.schedule = schedule;
    this.use = use;
    this.template = Template.of(network.vocabulary(), fixed);
    this.draw = draw;
    this.predictions = Predictions.remembered(network, token -> true, meter);
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  @Override
  public double time(int step) {
    return schedule.time(step);
  }

  /** Times and noise of the levels. */
  public NoiseSchedule schedule() {
    return schedule;
  }

  @Override
  public Tokens prior(Draws draws) {
    int rows = Math.multiplyExact(draws.designs(), draws.width());
    int length = template.length();
    int[] out = template.rows(rows).data();
    for (int i = 0; i < rows; i++) {
      RandomGenerator rng = draws.at(i, Purpose.PRIOR);
      for (int l = 0; l < length; l++) {
        if (template.free(l)) {
          out[i * length + l] = rng.nextInt(template.vocabulary());
        }
      }
    }
    return new Tokens(out, length);
  }

  /** Every state that keeps what is fixed is equally probable. */
  @Override
  public double[] logPrior(Tokens states) {
    double[] out = new double[states.size()];
    Arrays.fill(out, -template.freePositions() * StrictMath.log(template.vocabulary()));
    return out;
  }

  @Override
  public Outlook<Tokens> look(Tokens states, int step) {
    int v = template.vocabulary();
    if (step == 0) {
      LateRows<float[]> nothing =
          new LateRows<>(states.size(), rows -> List.of(new float[rows.length][0]));
      CleanBelief certain = new CleanBelief(states, nothing, v, draw);
      UniformKernel none = new UniformKernel(1, 1, use);
      return new UniformOutlook(states, 0, certain, template, none, TokenTilt.none());
    }
    LateRows<float[]> clean = predictions.late(states, schedule.sigma(step));
    CleanBelief belief = new CleanBelief(template.rows(states.size()), clean, v, draw);
    UniformKernel kernel = new UniformKernel(1 - schedule.move(step), keep(step - 1), use);
    return new UniformOutlook(states, step, belief, template, kernel, TokenTilt.none());
  }

  @Override
  public Tokens renoise(Tokens states, int from, int to, Draws draws) {
    double keep = kept(from, to);
    int length = template.length();
    int[] out = states.data().clone();
    for (int i = 0; i < states.size(); i++) {
      RandomGenerator rng = draws.at(i, Purpose.RENOISE);
      for (int l = 0; l < length; l++) {
        boolean replace = rng.nextDouble() >= keep;
        int token = rng.nextInt(template.vocabulary());
        if (replace && template.free(l)) {
          out[i * length + l] = token;
        }
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logNoise(Tokens states, int from, Tokens noisier, int to) {
    double keep = kept(from, to);
    int length = template.length();
    double[] out = new double[states.size()];
    for (int k = 0; k < states.data().length; k++) {
      boolean same = states.data()[k] == noisier.data()[k];
      if (template.free(k % length)) {
        out[k / length] += StrictMath.log(UniformKernel.chance(keep, same, template.vocabulary()));
      } else if (!same) {
        out[k / length] = Double.NEGATIVE_INFINITY;
      }
    }
    return out;
  }

  /** α of a noise level: 1 at the data. */
  private double keep(int step) {
    return step == 0 ? 1 : 1 - schedule.move(step);
  }

  /** Probability that the noise between two levels leaves a token alone. */
  private double kept(int from, int to) {
    if (from < 0 || to < from || to > steps()) {
      throw new IllegalArgumentException(
          "noise goes up from one level to another in 0.."
              + steps()
              + ", not "
              + from
              + " to "
              + to);
    }
    return to == from ? 1 : to == steps() ? 0 : keep(to) / keep(from);
  }
}
