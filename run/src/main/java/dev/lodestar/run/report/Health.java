package dev.lodestar.run.report;

/**
 * How a set of designs came about, in numbers. NaN marks what is not known.
 *
 * @param starts designs of their groups' starts that have descendants, as a share
 * @param ess least effective sample size on the way, as a share of the population
 * @param logZ log of the normalising constant E_pre[exp(r/α)]
 * @param logZError its standard error
 * @param divergence KL from the pre-trained model in nats
 * @param bound whether the divergence is only known to be at most that
 */
public record Health(
    double starts, double ess, double logZ, double logZError, double divergence, boolean bound) {
  /** Nothing is known. */
  public static final Health UNKNOWN =
      new Health(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);

  /** The divergence with what it is: {@code 5.20} or {@code ≤ 2.08}. */
  public String divergenceText() {
    return (bound && divergence > 0 ? "≤ " : "") + Numbers.text(divergence);
  }

  /** log Z with its error. */
  public String logZText() {
    return Double.isFinite(logZError)
        ? Numbers.text(logZ) + " ± " + Numbers.text(logZError)
        : Numbers.text(logZ);
  }
}
