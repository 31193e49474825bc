package dev.lodestar.torch;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where a training run stands.
 *
 * @param step steps done
 * @param steps steps in all
 * @param loss mean training loss since the last report
 * @param validation score of the averaged weights on the held-out data, higher is better (R² for
 *     regressions, minus nats a token for denoisers); empty without held-out data
 * @param stepsPerSecond since this process began
 */
public record Progress(
    int step, int steps, double loss, OptionalDouble validation, double stepsPerSecond) {
  /** Seconds still to go at the present rate. */
  public double secondsLeft() {
    return (steps - step) / stepsPerSecond;
  }

  /** Loss and held-out score, for whoever works out rate and time left. */
  public String status() {
    return String.format(Locale.ROOT, "loss %.4f", loss)
        + (validation.isPresent()
            ? String.format(Locale.ROOT, ", held-out %.4f", validation.getAsDouble())
            : "");
  }

  /** One line for a log. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "step %d/%d, %s, %.2f steps/s, %.0f s left",
        step,
        steps,
        status(),
        stepsPerSecond,
        secondsLeft());
  }
}
