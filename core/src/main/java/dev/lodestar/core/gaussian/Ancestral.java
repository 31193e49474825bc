package dev.lodestar.core.gaussian;

/**
 * DDPM: x_s is drawn from q(x_s | x_t, x̂_0), whose mean is (r·σ_s²·x_t + a_s·σ_{t|s}²·x̂_0)/σ_t²
 * with r = a_t/a_s and σ_{t|s}² = σ_t² − r²·σ_s². The last step returns the clean guess.
 *
 * <p>Source: Ho, Jain, Abbeel (2006.11239), equations 6, 7 and 11, written for any two levels of
 * any path.
 *
 * @param variance which of the paper's two variances
 */
public record Ancestral(Variance variance) implements Solver {
  /** Section 3.2 of the paper. */
  public enum Variance {
    /** β̃ = σ_{t|s}²·σ_s²/σ_t², right where the data is one point. */
    SMALL,
    /** β = σ_{t|s}², right where the data is standard normal. */
    LARGE
  }

  /** With β̃. */
  public Ancestral() {
    this(Variance.SMALL);
  }

  @Override
  public Move move(NoiseLevel from, NoiseLevel to) {
    if (to.deviation() == 0) {
      return Move.TO_CLEAN;
    }
    double all = from.deviation() * from.deviation();
    double kept = to.deviation() * to.deviation();
    double spread = from.spread(to);
    double deviation =
        variance == Variance.LARGE ? spread : spread * to.deviation() / from.deviation();
    return new Move(from.ratio(to) * kept / all, to.scale() * spread * spread / all, deviation);
  }
}
