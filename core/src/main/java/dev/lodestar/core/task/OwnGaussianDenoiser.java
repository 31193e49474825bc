package dev.lodestar.core.task;

import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.TableSchedule;

/** A denoiser of Gaussian diffusion that its user brought. */
public interface OwnGaussianDenoiser extends OwnModel, GaussianDenoiser {
  /** The noise it was trained on. */
  TableSchedule schedule();

  /** Whether it may be told nothing of a row; false where it must be told one of its conditions. */
  boolean unconditional();

  /**
   * The same model, if its kind is this one.
   *
   * @param task name of the task that needs it
   * @throws IllegalArgumentException with a sentence if it is of another kind
   */
  static OwnGaussianDenoiser of(OwnModel model, String task) {
    if (model instanceof OwnGaussianDenoiser denoiser) {
      return denoiser;
    }
    throw new IllegalArgumentException(
        "the task "
            + task
            + " denoises images and takes a gaussian-denoiser, not "
            + model.describe()
            + ".");
  }

  /**
   * Refuses a model of states of other sizes than a task has, or one that must be told a class.
   *
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  default void require(Shape wanted) {
    if (!shape().equals(wanted)) {
      throw new IllegalArgumentException(
          describe() + " makes images of " + shape() + " where the task has " + wanted + ".");
    }
    if (!unconditional()) {
      throw new IllegalArgumentException(
          describe()
              + " must always be told a class, and the task draws without one; where one of its"
              + " classes says nothing, its manifest names it as null-condition = ...");
    }
  }
}
