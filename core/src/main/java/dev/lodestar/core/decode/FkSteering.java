package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * Feynman–Kac steering: particles move by the pre-trained kernel; every few steps their weights are
 * multiplied by a potential of the rewards that their path has promised so far, and at the data by
 * what is lacking of exp(r/α), so that the target is p·exp(r/α) whatever the potential.
 *
 * <p>Between those steps no value is asked for. Weights of steps without resampling are carried,
 * and the last factor uses the reward itself, not the path's maximum or sum; exp(log Z) is an
 * unbiased estimate of E_pre[exp(r/α)].
 *
 * <p>Source: Singhal, Horvitz et al., "A general framework for inference-time scaling and steering
 * of diffusion models" (2501.06848), section 3 and Algorithm 1; λ there is 1/α.
 *
 * @param potential how promises along a path are turned into potentials
 * @param alpha α, temperature in reward units
 * @param interval denoising steps after which potentials are evaluated
 * @param resampling how and when particles are resampled
 */
public record FkSteering(
    Potential potential, double alpha, Interval interval, Resampling resampling) implements Method {

  /** Potentials of the promises r_s along a path; values of a population hold the statistic. */
  public enum Potential {
    /** exp((r_t − r_previous)/α). */
    DIFFERENCE(0) {
      @Override
      double after(double statistic, double promise) {
        return promise;
      }
    },
    /** exp(max_s r_s/α). */
    MAX(Double.NEGATIVE_INFINITY) {
      @Override
      double after(double statistic, double promise) {
        return Math.max(statistic, promise);
      }
    },
    /** exp(Σ_s r_s/α). */
    SUM(0) {
      @Override
      double after(double statistic, double promise) {
        // a path that is taken up again after a promise of −∞ starts its sum anew
        return (statistic == Double.NEGATIVE_INFINITY ? 0 : statistic) + promise;
      }
    };

    private final double initial;

    Potential(double initial) {
      this.initial = initial;
    }

    /** The path's statistic after one more promise. */
    abstract double after(double statistic, double promise);
  }

  public FkSteering {
    Check.positive("alpha", alpha);
  }

  @Override
  public String name() {
    return "fk-steering";
  }

  @Override
  public boolean valuesOfStates() {
    return potential == Potential.DIFFERENCE;
  }

  @Override
  public boolean independent() {
    return resampling.independent();
  }

  @Override
  public Departure departure() {
    return new Departure.Tilted(alpha, true);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    Draws draws = resampling.particlesOf(designs);
    Outlook<B> outlook = steering.process().look(steering.process().prior(draws), draws.step());
    double[] statistics = new double[outlook.size()];
    Arrays.fill(statistics, potential.initial);
    return Population.of(outlook, statistics, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    B children = now.outlook().propose(now.draws(), 1);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    int taken = steering.process().steps() - ahead.step();
    boolean last = ahead.step() == 0;
    if (!last && !interval.has(taken)) {
      return now.advanced(ahead, now.values(), now.weights());
    }
    double[] promises = steering.value().of(ahead, now.draws());
    Population<B> next = last ? corrected(now, ahead, promises) : multiplied(now, ahead, promises);
    return resampling.after(next, now.draws(), taken);
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return resampling.finish(last);
  }

  private <B extends Particles<B>> Population<B> multiplied(
      Population<B> now, Outlook<B> ahead, double[] promises) {
    double[] statistics = new double[promises.length];
    Arrays.setAll(statistics, i -> potential.after(now.values()[i], promises[i]));
    double[] total = Potentials.of(statistics, alpha);
    if (potential != Potential.DIFFERENCE) {
      total = Potentials.plus(total, alive(now.potentials()));
    }
    return weighted(now, ahead, statistics, total);
  }

  /** The last potential: what the path's product lacks of exp(r/α). */
  private <B extends Particles<B>> Population<B> corrected(
      Population<B> now, Outlook<B> ahead, double[] rewards) {
    return weighted(now, ahead, rewards, Potentials.of(rewards, alpha));
  }

  private static <B extends Particles<B>> Population<B> weighted(
      Population<B> now, Outlook<B> ahead, double[] statistics, double[] total) {
    LogWeights weights = now.weights().times(Potentials.increments(total, now.potentials()));
    return now.advanced(ahead, statistics, weights, total);
  }

  private static double[] alive(double[] potentials) {
    return Arrays.stream(potentials).map(p -> p == Double.NEGATIVE_INFINITY ? 0 : p).toArray();
  }
}
