package dev.lodestar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Citations;
import dev.lodestar.run.config.RunConfig;
import dev.lodestar.run.report.ComparedRun;
import dev.lodestar.run.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a finished run says of itself. */
final class FinishedRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FinishedRun() {}

  /**
   * The run's designs and, where wanted, its baselines.
   *
   * @throws IllegalArgumentException with a sentence where there is no finished run
   */
  static List<ComparedRun> read(Path directory, boolean baselines) throws IOException {
    Path config = directory.resolve(RunDirectory.CONFIG);
    Path summary = directory.resolve(RunDirectory.SUMMARY);
    if (!Files.isRegularFile(config)) {
      throw new IllegalArgumentException(
          directory + " holds no run: there is no " + RunDirectory.CONFIG + " in it.");
    }
    if (!Files.isRegularFile(summary)) {
      throw new IllegalArgumentException(
          directory + " is not finished; finish it with: lodestar resume " + directory);
    }
    String method = Citations.method(RunConfig.read(config, List.of(), Catalogs.installed()));
    List<ComparedRun> out = new ArrayList<>();
    try {
      JsonNode sets = JSON.readTree(summary.toFile()).path("sets");
      for (JsonNode node : sets) {
        SetSummary set = JSON.treeToValue(node, SetSummary.class);
        if (out.isEmpty()) {
          out.add(row(directory.getFileName().toString(), method, set));
        } else if (baselines) {
          out.add(row(directory.getFileName() + " baseline", set.name(), set));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          summary + " is damaged; write it again with: lodestar resume " + directory, e);
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
