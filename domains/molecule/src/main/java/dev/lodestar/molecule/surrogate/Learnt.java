package dev.lodestar.molecule.surrogate;

import dev.lodestar.molecule.dock.Target;
import java.util.Arrays;
import java.util.List;

/** The receptors whose docking scores there are data to learn from. */
enum Learnt {
  PARP1(Target.PARP1),
  JAK2(Target.JAK2);

  private final Target target;

  Learnt(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  /** Name of the recipe and of the weights' folder. */
  String model() {
    return "dock-" + target.key() + "-surrogate";
  }

  /** The table's column. */
  String column() {
    return name();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(l -> l.target.key()).toList();
  }
}
