package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Purpose;

/**
 * The value of where a state leads: K further denoising steps of the pre-trained model, several
 * times, each valued there, and the values averaged. With as many steps as are left it is the
 * Monte-Carlo estimate of the soft value.
 *
 * <p>The steps' network evaluations are counted by the process's meter. Their random numbers are
 * apart from those of the particles themselves.
 *
 * <p>Source: Li, Uehara et al., "Dynamic search for inference-time alignment in diffusion models"
 * (DSearch, 2503.02039), section 4, look-ahead heuristic.
 *
 * @param process the process whose outlooks are valued
 * @param there the value after the steps, such as the posterior mean
 * @param steps K; fewer where the data is nearer
 * @param rollouts how many times
 * @param average how the roll-outs' values are averaged
 */
public record LookAhead<B extends Particles<B>>(
    ReverseProcess<B> process, ValueFunction<B> there, int steps, int rollouts, SoftAverage average)
    implements ValueFunction<B> {
  public LookAhead {
    if (steps < 1 || rollouts < 1) {
      throw new IllegalArgumentException(
          "a look-ahead takes at least one step and one roll-out, not "
              + steps
              + " and "
              + rollouts
              + "; without any it is the posterior mean");
    }
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return there.of(outlook, draws);
    }
    Draws own =
        new Draws(
            draws.streams().branch(Purpose.LOOK_AHEAD, outlook.step()),
            draws.first(),
            draws.designs(),
            outlook.step(),
            draws.width());
    Outlook<B> ahead = process.look(outlook.propose(own, rollouts), outlook.step() - 1);
    Draws each = own.children(rollouts);
    for (int k = 1; k < steps && ahead.step() > 0; k++) {
      B next = ahead.propose(each.atStep(ahead.step()), 1);
      ahead = process.look(next, ahead.step() - 1);
    }
    double[] values = there.of(ahead, each.atStep(ahead.step()));
    double[] out = new double[outlook.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = average.of(values, i * rollouts, (i + 1) * rollouts);
    }
    return out;
  }
}
