package dev.lodestar.bench.paper;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all methods came to on one task.
 *
 * @param task its name
 * @param about one line: what is designed
 * @param comparable whether the held-out scorer measures what the guiding one does
 * @param scale what every method was given
 * @param results of the methods that run on the task; the pre-trained model among them
 * @param refused why the others do not
 */
record TaskTable(
    String task,
    String about,
    boolean comparable,
    Scale scale,
    Map<Contender, Result> results,
    Map<Contender, String> refused) {
  TaskTable {
    results = Map.copyOf(results);
    refused = Map.copyOf(refused);
  }

  Optional<Result> of(Contender contender) {
    return Optional.ofNullable(results.get(contender));
  }

  Result pretrained() {
    return results.get(Contender.PRETRAINED);
  }

  /** The newer method with the highest guiding median: no choice is made by the held-out score. */
  Optional<Contender> bestNewer() {
    return new EnumMap<>(results)
        .values().stream()
            .filter(r -> r.contender().newer() && Double.isFinite(r.guidingMedian()))
            .max(Comparator.comparingDouble(Result::guidingMedian))
            .map(Result::contender);
  }

  /** Names of the single designs' metrics. */
  List<String> metrics() {
    Set<String> out = new LinkedHashSet<>();
    new EnumMap<>(results)
        .values()
        .forEach(r -> r.runs().forEach(s -> out.addAll(s.metrics().keySet())));
    return List.copyOf(out);
  }

  /** Names of the metrics of whole sets. */
  List<String> setMetrics() {
    Set<String> out = new LinkedHashSet<>();
    new EnumMap<>(results)
        .values()
        .forEach(r -> r.runs().forEach(s -> out.addAll(s.setMetrics().keySet())));
    return List.copyOf(out);
  }
}
