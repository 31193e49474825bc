package dev.lodestar.sequence.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The libraries that the measured 5'UTRs come from. */
public enum MrlSet {
  /** Uniform random 50-mers. */
  RANDOM50,
  /** The last 50 nucleotides of human 5'UTRs. */
  HUMAN50,
  /** Random sequences of 25 to 100 nucleotides. */
  VARLEN_RANDOM,
  /** Human 5'UTR ends of 25 to 100 nucleotides. */
  VARLEN_HUMAN;

  /** As the data file names it. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Map<String, MrlSet> byKey() {
    return Arrays.stream(values())
        .collect(Collectors.toMap(MrlSet::key, s -> s, (a, b) -> a, LinkedHashMap::new));
  }
}
