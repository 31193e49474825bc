package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Guide;
import java.util.Locale;
import java.util.Optional;

/** Which gradient a method follows. */
public enum GuideChoice {
  /** None: the method needs no gradient. */
  NONE,
  /** That of the posterior-mean value through the denoiser (DPS). */
  POSTERIOR,
  /** That of the learned value (classifier guidance). */
  VALUE;

  /** Name in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The guide for one group; empty for {@link #NONE}.
   *
   * @throws IllegalArgumentException with a sentence where the task has no such gradient
   */
  public <B extends Particles<B>> Optional<Guide<B>> create(
      Task<B, ?> task, ReverseProcess<B> process, Meter meter) {
    if (this == NONE) {
      return Optional.empty();
    }
    Optional<Guide<B>> guide =
        this == POSTERIOR ? task.posteriorGuide(process, meter) : task.valueGuide(process, meter);
    if (guide.isEmpty()) {
      throw new IllegalArgumentException(
          "the task '"
              + task.name()
              + "' has no gradient of its "
              + (this == POSTERIOR ? "reward" : "learned value")
              + "; use a method without gradients, such as svdd.");
    }
    return guide;
  }
}
