package dev.lodestar.bench.methods;

import dev.lodestar.run.SetSummary;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a setting came to, one summary a seed.
 *
 * @param setting the method and its parameters
 * @param seeds the designs' summaries
 */
record Measured(Setting setting, List<SetSummary> seeds) {
  Measured {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException(setting.label() + " was not run with any seed");
    }
  }

  double mean(ToDoubleFunction<SetSummary> of) {
    return seeds.stream().mapToDouble(of).average().orElseThrow();
  }

  /** Half the range over the seeds. */
  double spread(ToDoubleFunction<SetSummary> of) {
    double[] x = seeds.stream().mapToDouble(of).sorted().toArray();
    return (x[x.length - 1] - x[0]) / 2;
  }

  double heldOut() {
    return mean(s -> s.heldOut().median());
  }

  double network() {
    return mean(s -> s.spent().networkCalls());
  }

  double scorer() {
    return mean(s -> s.spent().rewardCalls());
  }
}
