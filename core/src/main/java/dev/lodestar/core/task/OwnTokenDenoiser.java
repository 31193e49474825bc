package dev.lodestar.core.task;

import dev.lodestar.core.masked.TokenDenoiser;
import java.util.List;

/** A denoiser of masked diffusion that its user brought. */
public interface OwnTokenDenoiser extends OwnModel, TokenDenoiser {
  /** What its tokens stand for, in their order; the mask, which comes after them, is not named. */
  List<String> tokens();

  /** Positions a state; 0 where it takes several lengths. */
  int length();

  /**
   * The same model, if its kind is this one.
   *
   * @param task name of the task that needs it
   * @throws IllegalArgumentException with a sentence if it is of another kind
   */
  static OwnTokenDenoiser of(OwnModel model, String task) {
    if (model instanceof OwnTokenDenoiser tokens) {
      return tokens;
    }
    throw new IllegalArgumentException(
        "the task "
            + task
            + " designs sequences of tokens and takes a token-denoiser, not "
            + model.describe()
            + ".");
  }

  /**
   * Refuses a model over other tokens, or another length, than a task has.
   *
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  default void require(List<String> wanted, int positions) {
    if (!tokens().equals(wanted)) {
      throw new IllegalArgumentException(
          describe() + " has the tokens " + tokens() + " where the task has " + wanted + ".");
    }
    if (length() != 0 && length() != positions) {
      throw new IllegalArgumentException(
          describe()
              + " takes "
              + length()
              + " positions where the designs of the task have "
              + positions
              + ".");
    }
  }
}
