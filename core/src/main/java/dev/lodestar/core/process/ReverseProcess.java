package dev.lodestar.core.process;

/**
 * A pre-trained reverse process p_pre(x_{t-1} | x_t): the reference every method steers.
 *
 * <p>Noise levels are counted by steps: {@link #steps()} is pure noise, 0 is the data.
 *
 * @param <B> batch of states
 */
public interface ReverseProcess<B extends Particles<B>> {
  /** T, the number of denoising steps. */
  int steps();

  /**
   * Time of a noise level, from 1 at pure noise to about 0 at the data, as the schedule counts it
   * on which networks that are told the time were trained.
   */
  default double time(int step) {
    return (double) step / steps();
  }

  /** States at noise level {@link #steps()}, one for each row of the draws. */
  B prior(Draws draws);

  /**
   * What the network says about a batch of states: one batched evaluation.
   *
   * @param states states at one noise level
   * @param step their noise level, 0..steps()
   */
  Outlook<B> look(B states, int step);
}
