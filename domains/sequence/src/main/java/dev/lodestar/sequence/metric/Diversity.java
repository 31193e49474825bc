package dev.lodestar.sequence.metric;

import dev.lodestar.core.task.SetMetric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mean normalised Hamming distance over all pairs of designs of one length. */
public final class Diversity implements SetMetric<String> {
  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String describe() {
    return "mean share of positions at which two designs differ, 0 to 1 (uniform random DNA: 0.75,"
        + " proteins: 0.95);"
        + " higher is more diverse";
  }

  @Override
  public double of(List<String> designs) {
    int n = designs.size();
    if (n < 2) {
      return Double.NaN;
    }
    // Pairs that differ in a column are all pairs less those within a letter: linear in n.
    int length = designs.get(0).length();
    double pairs = n * (n - 1) / 2.0;
    double differing = 0;
    for (int i = 0; i < length; i++) {
      Map<Character, Long> counts = new HashMap<>();
      for (String d : designs) {
        counts.merge(d.charAt(i), 1L, Long::sum);
      }
      double same = 0;
      for (long c : counts.values()) {
        same += c * (c - 1) / 2.0;
      }
      differing += pairs - same;
    }
    return differing / (pairs * length);
  }
}
