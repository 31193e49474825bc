package dev.lodestar.bench.methods;

import java.util.ArrayList;
import java.util.List;

/** The settings that are compared. Adding one is adding a line. */
final class Sweep {
  /** Budgets are shares of what this spends: the paper's own setting. */
  static final Setting YARDSTICK = Setting.of("svdd", "width=10");

  private static final String FEW_STEPS = "task.steps=16";

  private Sweep() {}

  /** Every setting, the yardstick among them. */
  static List<Setting> all() {
    List<Setting> out = new ArrayList<>();
    out.add(Setting.of("pretrained"));
    out.add(Setting.of("pretrained", FEW_STEPS));
    out.add(Setting.of("best-of-n", "n=4"));
    out.add(Setting.of("best-of-n", "n=12"));
    out.add(Setting.of("best-of-n", FEW_STEPS, "n=32"));
    out.add(YARDSTICK);
    out.add(Setting.of("svdd", "width=3"));
    out.add(Setting.of("svdd", FEW_STEPS, "width=3"));
    out.add(Setting.of("svdd", FEW_STEPS, "width=8"));
    out.add(Setting.of("svdd", FEW_STEPS, "width=32"));
    out.add(Setting.of("svdd", "width=10", "value=monte-carlo"));
    out.add(Setting.of("svdd", FEW_STEPS, "width=8", "value=monte-carlo"));
    out.add(Setting.of("svdd-r", "width=10"));
    out.add(Setting.of("svdd-r", FEW_STEPS, "width=8"));
    out.add(Setting.of("smc", "alpha=0.3"));
    out.add(Setting.of("smc", FEW_STEPS, "alpha=0.3"));
    out.add(Setting.of("nested-smc", "width=10", "alpha=0.3"));
    out.add(Setting.of("nested-smc", FEW_STEPS, "width=8", "alpha=0.3"));
    out.add(Setting.of("fk-steering", "alpha=0.3", "every=8"));
    out.add(Setting.of("fk-steering", FEW_STEPS, "alpha=0.3", "every=2"));
    out.add(Setting.of("beam", "beams=4", "width=3"));
    out.add(Setting.of("beam", FEW_STEPS, "beams=4", "width=2"));
    out.add(Setting.of("dsearch", "width=5"));
    out.add(Setting.of("dsearch", FEW_STEPS, "width=2", "over=2"));
    out.add(Setting.of("dsearch-r", "width=5"));
    out.add(Setting.of("dsearch-r", FEW_STEPS, "width=4"));
    out.add(Setting.of("classifier-guidance", "strength=1"));
    out.add(Setting.of("dps", "strength=1"));
    return out;
  }
}
