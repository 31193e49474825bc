package dev.lodestar.core.gaussian;

import java.util.function.LongToIntFunction;

/**
 * How a Gaussian process is drawn from.
 *
 * @param solver the sampler's step
 * @param thresholding keeps clean guesses in the range of the data
 * @param known numbers that are given
 * @param conditions what the network is told of a design, by the design's number; {@link
 *     Latents#NONE} where nothing
 * @param dataVariance variance of a number of the data, as far as drawn clean guesses go: given x_t
 *     they spread by that of normal data; 0 to draw none
 */
public record Denoising(
    Solver solver,
    Thresholding thresholding,
    Known known,
    LongToIntFunction conditions,
    double dataVariance) {
  public Denoising {
    if (!(dataVariance >= 0)) {
      throw new IllegalArgumentException("a variance of at least 0, not " + dataVariance);
    }
  }

  /** By a solver, all else plain. */
  public static Denoising by(Solver solver) {
    return new Denoising(solver, new Thresholding.None(), Known.nothing(), d -> Latents.NONE, 1);
  }

  /** With clean guesses kept in the range of the data. */
  public Denoising thresholded(Thresholding thresholding) {
    return new Denoising(solver, thresholding, known, conditions, dataVariance);
  }

  /** With numbers that are given. */
  public Denoising knowing(Known known) {
    return new Denoising(solver, thresholding, known, conditions, dataVariance);
  }

  /** With every design told the same. */
  public Denoising told(int condition) {
    return told(design -> condition);
  }

  /** With every design told what its number says. */
  public Denoising told(LongToIntFunction conditions) {
    return new Denoising(solver, thresholding, known, conditions, dataVariance);
  }

  /** With drawn clean guesses spread as those of normal data of this variance. */
  public Denoising spreading(double dataVariance) {
    return new Denoising(solver, thresholding, known, conditions, dataVariance);
  }
}
