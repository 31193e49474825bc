package dev.lodestar.run.config;

import java.util.List;

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
              List.of(DecoderKeys.SAMPLES)),
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
              List.of()));

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
}
