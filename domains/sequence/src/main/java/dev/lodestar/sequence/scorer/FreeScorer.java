package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A closed-form scorer: costs nothing worth counting, and its identity is name and settings. */
abstract class FreeScorer implements ScorerProvider {
  @Override
  public final boolean free() {
    return true;
  }

  @Override
  public final Reward<String> create(Map<String, Object> settings) {
    Function<String, Score> formula = formula(new Settings(kind(), settings));
    return new ClosedForm(kind() + new TreeMap<>(settings), formula);
  }

  /** The formula of some settings. */
  abstract Function<String, Score> formula(Settings settings);
}
