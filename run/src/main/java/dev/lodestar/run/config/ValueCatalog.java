package dev.lodestar.run.config;

import java.util.List;
import java.util.Map;

/** The value functions by name. */
public final class ValueCatalog {
  /** Every value, in the order of the manual. */
  public static final List<ValueInfo> ALL =
      List.of(
          new ValueInfo(
              "posterior-mean",
              "the reward of the network's best guess of the finished design",
              "Li et al. 2024 (2408.08252), section 4.2",
              List.of("li2024svdd"),
              List.of()),
          new ValueInfo(
              "posterior-samples",
              "the soft mean of the rewards of several drawn guesses",
              "Singhal et al. 2025 (2501.06848), section 4",
              List.of("singhal2025fk"),
              List.of(ValueKeys.SAMPLES)),
          new ValueInfo(
              "posterior-probabilities",
              "the scorer's answer to the guess as probabilities instead of letters",
              "Li et al. 2024 (2408.08252), section 4.2",
              List.of("li2024svdd"),
              List.of()),
          new ValueInfo(
              "monte-carlo",
              "a network trained on roll-outs of the pre-trained model",
              "Li et al. 2024 (2408.08252), Algorithm 3",
              List.of("li2024svdd"),
              List.of()),
          new ValueInfo(
              "look-ahead",
              "the average value of where some further steps of the pre-trained model lead",
              "Li et al. 2025 (2503.02039), section 4",
              List.of("li2025dsearch"),
              List.of(
                  ValueKeys.LOOK_AHEAD_STEPS,
                  ValueKeys.LOOK_AHEAD_DRAWS,
                  ValueKeys.LOOK_AHEAD_AVERAGE,
                  ValueKeys.LOOK_AHEAD_VALUE)),
          new ValueInfo(
              "soft-q",
              "a linear value fitted when the run begins, from the data up, out of its budget",
              "Uehara et al. 2025 (2501.09685), section 4",
              List.of("uehara2025tutorial"),
              List.of(
                  ValueKeys.FIT_PATHS,
                  ValueKeys.FIT_CHILDREN,
                  ValueKeys.FIT_ALPHA,
                  ValueKeys.FIT_RIDGE)),
          new ValueInfo(
              "combined",
              "several values made one",
              "",
              List.of(),
              List.of(ValueKeys.PARTS, ValueKeys.PART_WEIGHTS, ValueKeys.COMBINE)));

  /** The names of {@link #ALL}. */
  public static final List<String> NAMES = ALL.stream().map(ValueInfo::name).toList();

  private ValueCatalog() {}

  /** The value of a name that was checked to be one of {@link #NAMES}. */
  public static ValueInfo of(String name) {
    return ALL.get(NAMES.indexOf(name));
  }

  /** The names of the values that take a key. */
  static List<String> taking(Key<?> key) {
    return ALL.stream().filter(v -> v.parameters().contains(key)).map(ValueInfo::name).toList();
  }

  /**
   * The values that a value is made of; none for a plain one.
   *
   * @param values settings by path, where only what was given need stand
   */
  static List<String> parts(String name, Map<String, Object> values) {
    Key<?> key = name.equals("combined") ? ValueKeys.PARTS : ValueKeys.LOOK_AHEAD_VALUE;
    if (!name.equals("combined") && !name.equals("look-ahead")) {
      return List.of();
    }
    Object given = values.getOrDefault(key.path(), key.fallback().orElseThrow());
    if (given instanceof String one) {
      return List.of(one);
    }
    return given instanceof List<?> several
        ? several.stream().map(String.class::cast).toList()
        : List.of();
  }
}
