package dev.lodestar.core.gaussian;

/**
 * DDIM: x_s = a_s·x̂_0 + √(σ_s² − σ²)·ε̂ + σ·z with σ = η·√β̃ and ε̂ = (x_t − a_t·x̂_0)/σ_t. η = 1
 * is DDPM with its small variance, η = 0 the deterministic sampler, of first order in the number of
 * steps; on the straight path that is Euler's method for the flow.
 *
 * <p>Source: Song, Meng, Ermon (2010.02502), equations 12 and 16, written for any path.
 *
 * @param eta η in [0, 1]; above 0, children of a state differ
 */
public record Ddim(double eta) implements Solver {
  public Ddim {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta must be in 0..1, not " + eta);
    }
  }

  @Override
  public Move move(NoiseLevel from, NoiseLevel to) {
    double deviation = eta * from.spread(to) * to.deviation() / from.deviation();
    double noise = Math.sqrt(Math.max(0, to.deviation() * to.deviation() - deviation * deviation));
    double ofState = noise / from.deviation();
    return new Move(ofState, to.scale() - ofState * from.scale(), deviation);
  }
}
