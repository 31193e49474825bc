package dev.lodestar.torch;

/** What a value network's prediction is fitted to. */
public sealed interface ValueLoss {
  /** The mean reward, E[r | x_t]: squared error. */
  record Mean() implements ValueLoss {}

  /**
   * The soft value, α·log E[exp(r/α) | x_t], fitted in the log domain.
   *
   * <p>The loss exp(d) − d − 1 of d = (r − v)/α has its minimum where E[exp(r/α)] = exp(v/α), and
   * never forms exp(r/α). Beyond d = 6 it continues as a line, which keeps one surprising target
   * from ruling a step and biases values only where rewards exceed them by more than 6 α.
   *
   * @param alpha temperature, in reward units, above 0
   */
  record Soft(double alpha) implements ValueLoss {
    public Soft {
      if (!(alpha > 0) || !Double.isFinite(alpha)) {
        throw new IllegalArgumentException("The temperature of a soft value is above 0");
      }
    }
  }
}
