package dev.lodestar.core.task;

import dev.lodestar.core.reward.Reward;
import java.util.List;
import java.util.Map;

/** A kind of scorer for the {@code [[reward.component]]} tables; found through ServiceLoader. */
public interface ScorerProvider {
  /**
   * One setting of a scorer.
   *
   * @param name key in the table
   * @param type what the key takes, in words: "number", "string", "list of strings"
   * @param required whether it must be given
   * @param describe one line: meaning, unit, default
   */
  record Setting(String name, String type, boolean required, String describe) {}

  /** Name in configurations, such as {@code gc-content}. */
  String kind();

  /** One line: what is scored, unit, range. */
  String summary();

  /** Where the score is defined. */
  String source();

  /** The settings this kind takes beside kind, name, weight and transform. */
  List<Setting> settings();

  /**
   * The scorer.
   *
   * @param settings the values given, by name (String, Long, Double, Boolean, List or Map)
   * @throws IllegalArgumentException with a sentence for the user where a setting does not fit
   */
  Reward<String> create(Map<String, Object> settings);

  /** Whether calls cost nothing worth counting, so that they bypass ledger and budget. */
  default boolean free() {
    return false;
  }
}
