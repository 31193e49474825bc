package dev.lodestar.cli;

import dev.lodestar.run.FinishedRun;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Citations;
import dev.lodestar.run.config.RunConfig;
import dev.lodestar.run.report.ComparedRun;
import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finished runs as a comparison shows them. */
final class ComparedRuns {
  private ComparedRuns() {}

  /**
   * The run's designs and, where wanted, its baselines.
   *
   * @throws IllegalArgumentException with a sentence where there is no finished run
   */
  static List<ComparedRun> of(Path directory, boolean baselines) {
    List<SetSummary> sets = FinishedRun.read(directory);
    Path config = directory.resolve(RunDirectory.CONFIG);
    String method = Citations.method(RunConfig.read(config, List.of(), Catalogs.installed()));
    List<ComparedRun> out = new ArrayList<>();
    for (SetSummary set : sets) {
      if (out.isEmpty()) {
        out.add(row(directory.getFileName().toString(), method, set));
      } else if (baselines) {
        out.add(row(directory.getFileName() + " baseline", set.name(), set));
      }
    }
    return out;
  }

  private static ComparedRun row(String name, String method, SetSummary set) {
    Map<String, Double> metrics = new LinkedHashMap<>(set.metrics());
    metrics.putAll(set.setMetrics());
    return new ComparedRun(
        name,
        method,
        set.designs(),
        set.guiding().median(),
        set.guiding().top(),
        set.heldOut().median(),
        set.heldOut().top(),
        metrics,
        set.spent().networkCalls(),
        set.spent().rewardCalls(),
        set.spent().seconds(),
        (double) set.distinct() / set.designs(),
        set.health());
  }
}
