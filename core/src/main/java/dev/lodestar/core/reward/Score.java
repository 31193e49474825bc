package dev.lodestar.core.reward;

/** What a scorer says about one design. A failure is never a number. */
public sealed interface Score {
  /** A finite score; higher is better. */
  record Value(double value) implements Score {
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "a score must be finite, not " + value + "; report what cannot be scored as Failed");
      }
    }
  }

  /** The design breaks a rule of the task: it was looked at, and it is out. */
  record Infeasible(String reason) implements Score {}

  /** The scorer did not do its work: it crashed, hung, or answered nonsense. */
  record Failed(String cause) implements Score {}

  /** {@link Value} where the number is finite, {@link Failed} where it is NaN or infinite. */
  static Score of(double value) {
    return Double.isFinite(value) ? new Value(value) : new Failed("the scorer answered " + value);
  }
}
