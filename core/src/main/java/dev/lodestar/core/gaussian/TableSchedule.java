package dev.lodestar.core.gaussian;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The variance-preserving schedule of a network trained at T discrete times: ᾱ_t of time t =
 * 0..T-1. Between two times log σ = log(deviation/scale) is interpolated.
 */
public final class TableSchedule implements NoiseSchedule {
  private final double[] alphaBar;

  private TableSchedule(double[] alphaBar) {
    this.alphaBar = alphaBar;
  }

  /**
   * A schedule by its table.
   *
   * @param alphaBar ᾱ_t, falling, in (0, 1]; only the first may be 1
   */
  public static TableSchedule of(double[] alphaBar) {
    if (alphaBar.length < 1) {
      throw new IllegalArgumentException("a schedule needs at least one training time");
    }
    for (int t = 0; t < alphaBar.length; t++) {
      double before = t == 0 ? Math.nextUp(1.0) : alphaBar[t - 1];
      if (!(alphaBar[t] > 0 && alphaBar[t] < before)) {
        throw new IllegalArgumentException(
            "alpha-bar must fall and stay above 0; at time " + t + " it is " + alphaBar[t]);
      }
    }
    return new TableSchedule(alphaBar.clone());
  }

  /** ᾱ_t = Π (1 − β_i) over i = 0..t. */
  public static TableSchedule ofBetas(int times, IntToDoubleFunction beta) {
    double[] out = new double[times];
    double product = 1;
    for (int t = 0; t < times; t++) {
      product *= 1 - beta.applyAsDouble(t);
      out[t] = product;
    }
    return of(out);
  }

  /** β evenly spaced, as in DDPM (2006.11239) with 10⁻⁴ to 0.02 over 1000 times. */
  public static TableSchedule linear(int times, double first, double last) {
    return ofBetas(times, t -> between(t, times, first, last));
  }

  /** √β evenly spaced, as in latent diffusion (2112.10752) with 0.00085 to 0.012. */
  public static TableSchedule scaledLinear(int times, double first, double last) {
    return ofBetas(
        times,
        t -> {
          double root = between(t, times, Math.sqrt(first), Math.sqrt(last));
          return root * root;
        });
  }

  /**
   * ᾱ near cos²((t/T + 0.008)/1.008·π/2), no β above 0.999: Nichol and Dhariwal (2102.09672),
   * equation 17.
   */
  public static TableSchedule cosine(int times) {
    return ofBetas(
        times,
        t -> Math.min(0.999, 1 - cosineBar((t + 1.0) / times) / cosineBar((double) t / times)));
  }

  private static double cosineBar(double share) {
    double c = StrictMath.cos((share + 0.008) / 1.008 * Math.PI / 2);
    return c * c;
  }

  private static double between(int t, int times, double first, double last) {
    return times == 1 ? first : first + (last - first) * t / (times - 1);
  }

  /** T. */
  public int times() {
    return alphaBar.length;
  }

  /** ᾱ_t of t = 0..T-1. */
  public double alphaBar(int time) {
    return alphaBar[time];
  }

  @Override
  public double last() {
    return alphaBar.length - 1;
  }

  @Override
  public double horizon() {
    return alphaBar.length;
  }

  @Override
  public NoiseLevel at(double time) {
    if (!(time >= 0 && time <= last())) {
      throw new IllegalArgumentException("time " + time + " is not in 0.." + (times() - 1));
    }
    int below = (int) time;
    if (below == time) {
      return NoiseLevel.preserving(time, alphaBar[below]);
    }
    double share = time - below;
    double log = (1 - share) * logSigma(below) + share * logSigma(below + 1);
    return NoiseLevel.preserving(time, 1 / (1 + StrictMath.exp(2 * log)));
  }

  /** σ = deviation/scale of a training time. */
  public double sigma(int time) {
    return Math.sqrt((1 - alphaBar[time]) / alphaBar[time]);
  }

  private double logSigma(int time) {
    return StrictMath.log(sigma(time));
  }

  /** The time, mostly between two training times, at which deviation/scale is σ. */
  public double timeOf(double sigma) {
    double least = sigma(0);
    double most = sigma(times() - 1);
    if (!(sigma >= least * (1 - 1e-12) && sigma <= most * (1 + 1e-12))) {
      throw new IllegalArgumentException("sigma " + sigma + " is not in " + least + ".." + most);
    }
    double[] sigmas = new double[times()];
    Arrays.setAll(sigmas, this::sigma);
    int found = Arrays.binarySearch(sigmas, Math.min(most, Math.max(least, sigma)));
    if (found >= 0) {
      return found;
    }
    int below = -found - 2;
    double log = StrictMath.log(sigma);
    return below + (log - logSigma(below)) / (logSigma(below + 1) - logSigma(below));
  }
}
