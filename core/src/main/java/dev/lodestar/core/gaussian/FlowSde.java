package dev.lodestar.core.gaussian;

/**
 * A stochastic solver for flow matching. The probability flow dx = u·dt, u = (x − x̂_0)/t, shares
 * its marginals with the equation whose steps down by h are x − h·u + h·(g²/2)·∇log p_t + g·√h·z;
 * with g² = 2γ·t and ∇log p_t = −ε̂/t this is x − h·(u + γ·ε̂) + √(2γ·t·h)·z, by Euler and
 * Maruyama. The last step is the flow's own, which returns the clean guess.
 *
 * <p>Source: Albergo, Boffi, Vanden-Eijnden, "Stochastic interpolants" (2303.08797), section 2.4,
 * with ε(t) = γ·t; Ma et al. (SiT, 2401.08740), equation 4 with w_t = 2γ·t.
 *
 * @param churn γ, at least 0; 0 is the flow, 1 as much noise as it removes
 */
public record FlowSde(double churn) implements Solver {
  public FlowSde {
    if (!(churn >= 0) || Double.isInfinite(churn)) {
      throw new IllegalArgumentException("churn must be a number of at least 0, not " + churn);
    }
  }

  @Override
  public Move move(NoiseLevel from, NoiseLevel to) {
    if (Math.abs(from.scale() + from.deviation() - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "this solver is for the straight path of flow matching, where scale + deviation = 1;"
              + " take ddpm or ddim for "
              + from);
    }
    if (to.deviation() == 0) {
      return Move.TO_CLEAN;
    }
    double t = from.deviation();
    double h = t - to.deviation();
    double ofState = 1 - h / t - h * churn / t;
    double ofClean = h / t + h * churn * (1 - t) / t;
    return new Move(ofState, ofClean, Math.sqrt(2 * churn * t * h));
  }
}
