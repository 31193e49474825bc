package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * Sequential Monte Carlo that approaches its temperature: before the data, values count with the
 * largest λ ≤ 1/α at which the weights stay as equal as {@code spread} asks for; at the data the
 * reward counts with 1/α.
 *
 * <p>Weights are carried and what was counted before is divided out, so that the target is
 * p·exp(r/α) as the number of particles grows. For a finite number log Z has a small bias, as λ is
 * chosen by looking at the particles.
 *
 * <p>Source: Kim, Kim, Park, DAS (2501.05803), adaptive tempering; Del Moral, Doucet, Jasra, "An
 * adaptive sequential Monte Carlo method for approximate Bayesian computation", 2012.
 *
 * @param alpha α, temperature in reward units
 * @param spread how unequal the weights may become
 * @param resampling how and when particles are resampled
 */
public record TemperedSmc(double alpha, Spread spread, Resampling resampling) implements Method {
  private static final int GRID = 64;
  private static final int BISECTIONS = 20;

  public TemperedSmc {
    Check.positive("alpha", alpha);
  }

  @Override
  public String name() {
    return "tempered-smc";
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
    return Pretrained.unguided(steering, resampling.particlesOf(designs));
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    B children = now.outlook().propose(now.draws(), 1);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    double[] values = steering.value().of(ahead, now.draws());
    double[] carried = now.weights().toArray();
    double[] total = new double[values.length];
    int among = resampling.independent() ? resampling.particles() : values.length;
    for (int from = 0; from < total.length; from += among) {
      Slice slice =
          new Slice(
              Arrays.copyOfRange(carried, from, from + among),
              Arrays.copyOfRange(now.potentials(), from, from + among),
              Arrays.copyOfRange(values, from, from + among));
      double lambda = ahead.step() == 0 ? 1 / alpha : lambda(slice);
      for (int i = from; i < from + among; i++) {
        total[i] = potential(lambda, values[i]);
      }
    }
    LogWeights weights = now.weights().times(Potentials.increments(total, now.potentials()));
    Population<B> next = now.advanced(ahead, values, weights, total);
    return resampling.after(next, now.draws(), steering.process().steps() - ahead.step());
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return resampling.finish(last);
  }

  /** Particles that are weighed against each other. */
  private record Slice(double[] carried, double[] applied, double[] values) {
    LogWeights at(double lambda) {
      double[] total = new double[values.length];
      Arrays.setAll(total, i -> potential(lambda, values[i]));
      return LogWeights.of(carried).times(Potentials.increments(total, applied));
    }
  }

  /** The largest λ ≤ 1/α that is allowed; where none is, the one of the largest sample size. */
  private double lambda(Slice slice) {
    double most = 1 / alpha;
    double best = 0;
    for (int k = GRID; k >= 0; k--) {
      double lambda = most * k / GRID;
      LogWeights w = slice.at(lambda);
      if (spread.allows(w)) {
        return k == GRID ? most : bisect(slice, lambda, most * (k + 1) / GRID);
      }
      best = w.ess() > slice.at(best).ess() ? lambda : best;
    }
    return best;
  }

  private double bisect(Slice slice, double allowed, double refused) {
    for (int k = 0; k < BISECTIONS; k++) {
      double middle = (allowed + refused) / 2;
      if (spread.allows(slice.at(middle))) {
        allowed = middle;
      } else {
        refused = middle;
      }
    }
    return allowed;
  }

  /** λv, where nothing that is infeasible becomes feasible by λ = 0. */
  private static double potential(double lambda, double value) {
    return value == Double.NEGATIVE_INFINITY ? value : lambda * value;
  }
}
