package dev.lodestar.bench.methods;

import java.util.List;

/** The settings that are compared. Adding one is adding a line. */
final class Sweep {
  /** Budgets are shares of what this spends: the paper's own setting. */
  static final Setting YARDSTICK = Setting.of("svdd", "width=10");

  private static final String FEW_STEPS = "task.steps=16";

  private Sweep() {}

  /** Every setting, the yardstick among them. */
  static List<Setting> all() {
    return List.of(
        Setting.of("pretrained"),
        Setting.of("pretrained", FEW_STEPS),
        Setting.of("best-of-n", "n=4"),
        Setting.of("best-of-n", "n=12"),
        Setting.of("best-of-n", FEW_STEPS, "n=8"),
        Setting.of("best-of-n", FEW_STEPS, "n=32"),
        YARDSTICK,
        Setting.of("svdd", "width=3"),
        Setting.of("svdd", FEW_STEPS, "width=3"),
        Setting.of("svdd", FEW_STEPS, "width=8"),
        Setting.of("svdd", FEW_STEPS, "width=32"),
        Setting.of("svdd", "task.sampler=first-hitting", "width=3"),
        Setting.of("svdd", "task.sampler=any-order", "task.letters-per-step=3", "width=7"),
        Setting.of("svdd", FEW_STEPS, "width=8", "value=posterior-samples"),
        Setting.of("svdd", FEW_STEPS, "width=8", "value=posterior-probabilities"),
        Setting.of("svdd", FEW_STEPS, "width=8", "value=monte-carlo"),
        Setting.of("svdd", "value=monte-carlo", "width=10"),
        Setting.of("svdd", FEW_STEPS, "width=4", "value=look-ahead", "look-ahead-steps=2"),
        Setting.of("svdd", FEW_STEPS, "width=8", "value=soft-q"),
        Setting.of("svdd-r", "width=10"),
        Setting.of("svdd-r", FEW_STEPS, "width=3"),
        Setting.of("svdd-r", FEW_STEPS, "width=8"),
        Setting.of("svdd-r", "task.sampler=any-order", "task.letters-per-step=3", "width=7"),
        Setting.of("adaptive-svdd", FEW_STEPS, "width=8"),
        Setting.of("twisted-svdd", FEW_STEPS, "width=4"),
        Setting.of("beam", "beams=4", "width=3"),
        Setting.of("beam", FEW_STEPS, "beams=2", "width=4"),
        Setting.of("dsearch", "width=3"),
        Setting.of("dsearch", FEW_STEPS, "width=2", "over=2"),
        Setting.of("dsearch", FEW_STEPS, "width=3", "over=4"),
        Setting.of("dsearch-r", "width=5", "pool=64"),
        Setting.of("dsearch-r", FEW_STEPS, "width=4", "pool=64"),
        Setting.of("smc", "alpha=0.3"),
        Setting.of("smc", FEW_STEPS, "alpha=0.3"),
        Setting.of("tempered-smc", "alpha=0.3"),
        Setting.of("tempered-smc", FEW_STEPS, "alpha=0.3"),
        Setting.of("fk-steering", "alpha=0.3", "every=8"),
        Setting.of("fk-steering", FEW_STEPS, "alpha=0.3", "every=2"),
        Setting.of("nested-smc", "width=10", "alpha=0.3"),
        Setting.of("nested-smc", FEW_STEPS, "width=8", "alpha=0.3"),
        Setting.of("twisted-smc", FEW_STEPS, "alpha=0.3"),
        Setting.of("twisted-nested-smc", FEW_STEPS, "width=4", "alpha=0.3"),
        Setting.of("classifier-guidance", "strength=1"),
        Setting.of("classifier-guidance", "strength=4"),
        Setting.of("dps", "strength=1"),
        Setting.of("dps", "strength=4"),
        Setting.of("classifier-free-guidance", "strength=1"),
        Setting.of("classifier-free-guidance", "strength=3"),
        Setting.of("refinement", FEW_STEPS, "width=4", "rounds=10", "noise=0.25"),
        Setting.of("refinement", FEW_STEPS, "width=8", "rounds=20", "noise=0.25"),
        Setting.of("metropolis", FEW_STEPS, "alpha=0.1", "rounds=100", "noise=0.4"),
        Setting.of("noise-search", FEW_STEPS, "rounds=4", "neighbours=4"),
        Setting.of("noise-search", FEW_STEPS, "rounds=16", "neighbours=8", "distance=0.3"),
        Setting.of("path-search", FEW_STEPS),
        Setting.of("path-search", FEW_STEPS, "paths=4", "copies=8"),
        Setting.of("tree-sampling", FEW_STEPS, "roll-outs=64", "alpha=0.1"),
        Setting.of("tree-search", FEW_STEPS, "roll-outs=64"));
  }
}
