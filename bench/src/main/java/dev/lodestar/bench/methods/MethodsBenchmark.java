package dev.lodestar.bench.methods;

import dev.lodestar.bench.Options;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.Runner;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Planner;
import dev.lodestar.run.config.RunConfig;
import dev.lodestar.run.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every method on one task: what it reaches, and at what price. Each setting and seed is an
 * ordinary run in a directory of its own, so an interrupted comparison goes on where it stopped.
 */
public final class MethodsBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of("task", "count", "seeds", "out", "only", "models");

  @Override
  public String name() {
    return "methods";
  }

  @Override
  public String summary() {
    return "every method on one task: quality against network and scorer evaluations";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS);
    Catalogs catalogs = Catalogs.installed();
    String name = options.text("task", "utr5-mrl");
    if (!catalogs.tasks().containsKey(name)) {
      throw new IllegalArgumentException(
          "There is no task '%s'%s; there are %s."
              .formatted(
                  name,
                  Suggest.didYouMean(name, catalogs.tasks().keySet()),
                  String.join(", ", catalogs.tasks().keySet())));
    }
    Path models =
        options
            .file("models")
            .orElseGet(() -> Path.of(System.getProperty("lodestar.home", "")).resolve("models"));
    Path folder = options.file("out").orElseGet(() -> Path.of("runs", "bench-methods-" + name));
    List<Setting> settings = chosen(options);
    int threads = Runtime.getRuntime().availableProcessors();
    try (Task<?, ?> task = catalogs.tasks().get(name).open(models, threads)) {
      Comparison comparison =
          new Comparison(
              catalogs, task, folder, options.number("count", 64), options.number("seeds", 3));
      settings.forEach(comparison::plan);
      List<Measured> measured = new ArrayList<>();
      for (Setting setting : settings) {
        Measured m = comparison.measure(setting);
        measured.add(m);
        out.printf(
            Locale.ROOT,
            "%-48s held-out %.2f ± %.2f  network %,.0f  scorer %,.0f%n",
            setting.label(),
            m.heldOut(),
            m.spread(s -> s.heldOut().median()),
            m.network(),
            m.scorer());
        out.flush();
      }
      BudgetTable table =
          new BudgetTable(measured, measured.get(settings.indexOf(Sweep.YARDSTICK)));
      String text = table.atEqualBudgets() + "\n" + table.inFull();
      Files.writeString(folder.resolve("table.md"), text);
      out.printf("%n%s%nTables: %s%n", table.atEqualBudgets(), folder.resolve("table.md"));
      out.flush();
    }
  }

  /** The yardstick, and all settings of the methods that were asked for. */
  private static List<Setting> chosen(Options options) {
    String only = options.text("only", "");
    List<String> known = Sweep.all().stream().map(Setting::method).distinct().toList();
    List<String> methods = only.isEmpty() ? known : Arrays.asList(only.split(","));
    for (String method : methods) {
      if (!known.contains(method)) {
        throw new IllegalArgumentException(
            "Option '--only' takes methods, separated by commas; '%s' is not among them%s: %s."
                .formatted(method, Suggest.didYouMean(method, known), String.join(", ", known)));
      }
    }
    return Sweep.all().stream()
        .filter(s -> s.equals(Sweep.YARDSTICK) || methods.contains(s.method()))
        .toList();
  }

  /** The runs behind the table. */
  private record Comparison(Catalogs catalogs, Task<?, ?> task, Path folder, int count, int seeds) {
    Comparison {
      if (count < 1 || seeds < 1) {
        throw new IllegalArgumentException("Options '--count' and '--seeds' take at least 1.");
      }
    }

    Measured measure(Setting setting) {
      List<SetSummary> out = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        out.add(once(setting, seed));
      }
      return new Measured(setting, out);
    }

    /** Finds what the task does not take before anything is run. */
    RunPlan plan(Setting setting) {
      return plan(setting, 1);
    }

    private RunPlan plan(Setting setting, int seed) {
      List<String> overrides = new ArrayList<>(setting.overrides());
      overrides.add("task.name=" + task.name());
      overrides.add("task.count=" + count);
      overrides.add("task.seed=" + seed);
      overrides.add("run.baselines=0");
      RunConfig config = RunConfig.parse(setting.label(), "", overrides, catalogs);
      return Planner.plan(config, catalogs, task);
    }

    private SetSummary once(Setting setting, int seed) {
      Path path = folder.resolve(setting.label() + "-seed" + seed);
      try (RunDirectory directory =
          Files.isRegularFile(path.resolve(RunDirectory.CONFIG))
              ? RunDirectory.open(path)
              : RunDirectory.create(path)) {
        return Runner.run(plan(setting, seed), task, directory, Progress.SILENT).designs();
      }
    }
  }
}
