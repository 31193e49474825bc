package dev.lodestar.core.check;

/** Something that must hold does not: a fault of the program or of a plug-in, not of its input. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param method name of the decoder
   * @param step noise level
   * @param row row of the population; negative where no single row is meant
   * @param what what was seen, and what should have been, without a full stop
   */
  public Violation(String method, int step, int row, String what) {
    super(
        "An assertion failed in "
            + method
            + " at noise level "
            + step
            + (row < 0 ? "" : ", row " + row)
            + ": "
            + what
            + ". This is a fault of Lodestar or of a plug-in, not of your settings, and the designs"
            + " would not be what they claim to be; run.assertions = \"none\" goes on regardless.");
  }
}
