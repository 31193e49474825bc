package dev.lodestar.molecule.zinc;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.molecule.MoleculeFormat;
import dev.lodestar.molecule.dock.DockedFormat;
import dev.lodestar.molecule.dock.DockingReward;
import dev.lodestar.molecule.dock.DockingScorer;
import dev.lodestar.molecule.scorer.QedScorer;
import dev.lodestar.molecule.scorer.SaScorer;
import java.util.List;
import java.util.Map;

/**
 * What a task steers towards, and what judges it.
 *
 * @param guiding the component that guides
 * @param heldOut the scorer that does not
 * @param comparable whether it measures the same
 * @param columns judgements of single designs
 * @param format how designs are written
 * @param held what to close
 */
record Goal(
    Component<String> guiding,
    Reward<String> heldOut,
    boolean comparable,
    List<DesignMetric<String>> columns,
    DesignFormat<String> format,
    List<DockingReward> held)
    implements AutoCloseable {
  private static final long JUDGES_EXHAUSTIVENESS = 8;
  private static final long JUDGES_SEED = 107;

  /** Drug-likeness, judged by synthetic accessibility. */
  static Goal qed() {
    return closedForm("qed", new QedScorer(), new SaScorer(), List.of(PropertyColumn.LOGP));
  }

  /** Synthetic accessibility, judged by drug-likeness. */
  static Goal sa() {
    return closedForm("sa", new SaScorer(), new QedScorer(), List.of(PropertyColumn.LOGP));
  }

  private static Goal closedForm(
      String name,
      ScorerProvider guiding,
      ScorerProvider judge,
      List<DesignMetric<String>> columns) {
    return new Goal(
        component(name, guiding.create(Map.of())),
        judge.create(Map.of()),
        false,
        columns,
        new MoleculeFormat(),
        List.of());
  }

  /**
   * Docking, judged by a longer search from another start.
   *
   * @throws IllegalArgumentException with a sentence where program or receptor is missing
   */
  static Goal dock(DockingScorer scorer) {
    DockingReward guiding = scorer.docking(Map.of());
    try {
      DockingReward judge =
          scorer.docking(Map.of("exhaustiveness", JUDGES_EXHAUSTIVENESS, "seed", JUDGES_SEED));
      return new Goal(
          component("docking", guiding),
          judge,
          true,
          List.of(PropertyColumn.QED, PropertyColumn.SA),
          new DockedFormat(guiding),
          List.of(guiding, judge));
    } catch (RuntimeException e) {
      guiding.close();
      throw e;
    }
  }

  private static Component<String> component(String name, Reward<String> reward) {
    return new Component<>(name, reward, Transform.IDENTITY, 1, false);
  }

  /** Ends dockings in flight. */
  @Override
  public void close() {
    held.forEach(DockingReward::close);
  }
}
