package dev.lodestar.core.process;

/**
 * What the network said about a batch: the states, their clean guess, their kernel to the next
 * noise level. It travels with the particles through selection, so nothing is evaluated twice. The
 * network may be asked only when something it says is read: rows that are dropped before cost
 * nothing.
 *
 * @param <B> batch of states
 */
public interface Outlook<B extends Particles<B>> {
  /** The states that were looked at. */
  B states();

  /** Their noise level; 0 is the data. */
  int step();

  /** Number of rows. */
  default int size() {
    return states().size();
  }

  /** The point guess x̂_0(x_t): for tokens the mode of every position, revealed ones kept. */
  B cleanGuess();

  /**
   * Clean guesses drawn position by position.
   *
   * @param draws addresses of this batch's rows
   * @param guesses guesses a row; those of row i are rows i*guesses .. i*guesses+guesses-1
   */
  B sampleClean(Draws draws, int guesses);

  /**
   * Draws from the kernel to the next noise level; no network call.
   *
   * @param draws addresses of this batch's rows
   * @param width children a row, at least 1
   * @return size()*width states; the children of row i are rows i*width .. i*width+width-1
   */
  B propose(Draws draws, int width);

  /**
   * Log-probability of children under the kernel, in nats.
   *
   * @param children laid out as {@link #propose} returns them
   */
  double[] logProb(B children, int width);

  /**
   * The same outlook with its kernel tilted to first order towards a higher value: for tokens q(a)
   * ∝ p(a)·exp(strength·(g_a − g_current)), for Gaussians a shift of the mean (tutorial 2501.09685,
   * sections 5.1 and 5.2).
   *
   * @param gradient gradient of each row's own value, laid out as the process's guide gives it
   * @param strength 1/α, in inverse reward units
   */
  Outlook<B> guided(float[] gradient, double strength);

  /** The given rows in the given order, without asking the network again. */
  Outlook<B> select(int[] rows);
}
