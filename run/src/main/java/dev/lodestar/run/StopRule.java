package dev.lodestar.run;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.decode.Course;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Method;
import java.util.Locale;
import java.util.Optional;

/** Ends a group that has collapsed, where the user asked for that. */
final class StopRule {
  private final double share;
  private final boolean onePass;
  private final int designs;
  private Optional<String> reason = Optional.empty();

  /**
   * @param decoder what makes the designs
   * @param designs designs of the group
   */
  StopRule(Watch watch, Decoder decoder, int designs) {
    this.share = watch.stopOnCollapse();
    this.onePass = decoder instanceof Method;
    this.designs = designs;
  }

  /**
   * Looks at a population of the group.
   *
   * @throws BudgetExhausted where it has collapsed, and there is anything left that need not be
   *     done
   */
  void check(Course.Step step) {
    if (step.families() >= share || reason.isPresent()) {
      return;
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "the population collapsed: at noise level %d, %d of the %d designs of the group's start"
                + " have descendants, a smaller share than diagnostics.stop-on-collapse = %s",
            step.step(),
            Math.round(step.families() * designs),
            designs,
            share);
    reason = Optional.of(sentence);
    if (step.step() > 0 || !onePass) {
      throw new BudgetExhausted(sentence);
    }
  }

  /** Why the run is to end after this group; empty where it goes on. */
  Optional<String> reason() {
    return reason;
  }
}
