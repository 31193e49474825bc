package dev.lodestar.core.process;

/**
 * A process whose forward, noising direction can be drawn from: what refinement of finished designs
 * needs.
 *
 * @param <B> batch of states
 */
public interface Renoising<B extends Particles<B>> extends ReverseProcess<B> {
  /**
   * Draws from the forward kernel q(x_to | x_from).
   *
   * @param states one state a row, at noise level {@code from}
   * @param to a higher noise level; {@link #steps()} is pure noise
   * @param draws addresses of this batch's rows
   */
  B renoise(B states, int from, int to, Draws draws);

  /**
   * log q(x_to | x_from), in nats, row by row; negative infinity where it cannot be.
   *
   * @param noisier states at noise level {@code to}, one a row of {@code states}
   */
  double[] logNoise(B states, int from, B noisier, int to);

  /** Log-density of states at noise level {@link #steps()} before anything is known, in nats. */
  double[] logPrior(B states);

  /** Noises clean designs to a level. */
  default B renoise(B clean, int step, Draws draws) {
    return renoise(clean, 0, step, draws);
  }

  /**
   * The process as one that can put noise back.
   *
   * @throws IllegalArgumentException where it cannot
   */
  static <B extends Particles<B>> Renoising<B> of(ReverseProcess<B> process, String asker) {
    if (process instanceof Renoising<B> renoising) {
      return renoising;
    }
    if (process instanceof Edited<B> edited) {
      return edited.process();
    }
    throw new IllegalArgumentException(
        asker
            + " needs a process that can put noise back onto a design, and "
            + process.getClass().getSimpleName()
            + " cannot; masked diffusion can, and methods of one pass such as svdd need none.");
  }
}
