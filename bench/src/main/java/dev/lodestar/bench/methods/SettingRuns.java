package dev.lodestar.bench.methods;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.FinishedRun;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.Runner;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Planner;
import dev.lodestar.run.config.RunConfig;
import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs of settings on one task, each setting and seed in a directory of its own: an interrupted one
 * goes on where it stopped, and a finished one is only read.
 *
 * @param task the task, open
 * @param folder where the runs' directories lie
 * @param common what is laid over every configuration, as {@code key=value}
 */
public record SettingRuns(Catalogs catalogs, Task<?, ?> task, Path folder, List<String> common) {
  public SettingRuns {
    common = List.copyOf(common);
  }

  /**
   * Runs of some designs each, without baselines.
   *
   * @throws IllegalArgumentException where {@code count} is 0
   */
  public static SettingRuns of(Catalogs catalogs, Task<?, ?> task, Path folder, int count) {
    return new SettingRuns(
        catalogs,
        task,
        folder,
        List.of(
            "task.name=" + task.name(),
            "task.count=" + atLeastOne("count", count),
            "run.baselines=0"));
  }

  /** The same with further keys of {@code [task]}. */
  public SettingRuns given(Map<String, String> inputs) {
    List<String> all = new ArrayList<>(common);
    inputs.forEach((name, value) -> all.add("task." + name + "=" + value));
    return new SettingRuns(catalogs, task, folder, all);
  }

  /** The same in a folder inside. */
  public SettingRuns inside(String name) {
    return new SettingRuns(catalogs, task, folder.resolve(name), common);
  }

  /** The number, where it is one to count by. */
  public static int atLeastOne(String option, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("Option '--" + option + "' takes at least 1.");
    }
    return number;
  }

  /**
   * What a run will do.
   *
   * @throws dev.lodestar.run.config.ConfigException where the task does not take the setting
   */
  public RunPlan plan(Setting setting, int seed) {
    List<String> overrides = new ArrayList<>(setting.overrides());
    overrides.addAll(common);
    overrides.add("task.seed=" + seed);
    RunConfig config = RunConfig.parse(setting.label(), "", overrides, catalogs);
    return Planner.plan(config, catalogs, task);
  }

  /** Where the run of a setting lies. */
  public Path path(Setting setting, int seed) {
    return folder.resolve(setting.label() + "-seed" + seed);
  }

  /** What a run came to; it is made where it is not there yet. */
  public SetSummary once(Setting setting, int seed) {
    RunPlan plan = plan(setting, seed);
    Path path = path(setting, seed);
    if (FinishedRun.of(path, plan.config())) {
      return FinishedRun.read(path).get(0);
    }
    try (RunDirectory directory =
        Files.isRegularFile(path.resolve(RunDirectory.CONFIG))
            ? RunDirectory.open(path)
            : RunDirectory.create(path)) {
      return Runner.run(plan, task, directory, Progress.SILENT).designs();
    }
  }
}
