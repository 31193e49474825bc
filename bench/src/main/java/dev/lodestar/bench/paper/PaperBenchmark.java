package dev.lodestar.bench.paper;

import dev.lodestar.bench.Options;
import dev.lodestar.bench.Tasks;
import dev.lodestar.bench.methods.SettingRuns;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The table of SVDD's paper (2408.08252, section 6) for every bundled task: its methods, its
 * baselines and newer ones at equal budgets, judged by scorers that did not guide.
 */
public final class PaperBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of("tasks", "methods", "seeds", "designs", "steps", "width", "inputs", "out", "models");

  private final Supplier<Catalogs> installed;

  public PaperBenchmark() {
    this(Catalogs::installed);
  }

  PaperBenchmark(Supplier<Catalogs> installed) {
    this.installed = installed;
  }

  @Override
  public String name() {
    return "paper";
  }

  @Override
  public String summary() {
    return "the paper's table for every task: all methods at equal budgets, on held-out scorers";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS);
    Catalogs catalogs = installed.get();
    List<TaskProvider> tasks = new ArrayList<>();
    for (String name : options.list("tasks", List.copyOf(catalogs.tasks().keySet()))) {
      tasks.add(Tasks.named(name, catalogs));
    }
    Set<Contender> methods =
        Contender.of(
            options.list(
                "methods", Arrays.stream(Contender.values()).map(Contender::key).toList()));
    int designs = options.number("designs", 32);
    int seeds = options.number("seeds", 3);
    int steps = options.number("steps", 16);
    int width = new Scale(Math.max(1, steps), options.number("width", 8), 1).width();
    Path folder = options.file("out").orElseGet(() -> Path.of("runs", "bench-paper"));
    String conditions = designs + " designs a run, " + seeds + (seeds == 1 ? " seed." : " seeds.");
    List<TaskTable> tables = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    Map<String, String> brought = brought(options);
    for (TaskProvider provider : tasks) {
      try {
        Map<String, String> inputs = inputs(provider, brought);
        try (Task<?, ?> task = open(provider, inputs, Tasks.models(options))) {
          SettingRuns made =
              SettingRuns.of(catalogs, task, folder.resolve(provider.name()), designs)
                  .given(inputs);
          TaskRuns runs = new TaskRuns(provider, made, designs, seeds, methods, out);
          int given = runs.steps(Math.max(1, steps));
          runs.probe(given, options.has("tasks"));
          tables.add(runs.table(given, width));
        }
      } catch (IllegalArgumentException | UncheckedIOException | RunFailure e) {
        skipped.put(provider.name(), e.getMessage());
        out.printf("SKIPPED %s: %s%n", provider.name(), e.getMessage());
      }
      PaperReport report = new PaperReport(tables, skipped, conditions);
      Files.createDirectories(folder);
      DurableFiles.replace(folder.resolve("table.md"), report.markdown());
      DurableFiles.replace(folder.resolve("table.html"), report.html());
      out.flush();
    }
    out.printf("%nTables: %s and table.html beside it%n", folder.resolve("table.md"));
    out.flush();
  }

  /** What the user brings, as {@code name=value}. */
  private static Map<String, String> brought(Options options) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String input : options.list("inputs", List.of())) {
      int equals = input.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "Option '--inputs' takes name=value, separated by commas, such as"
                + " landscape=gb1.csv; '"
                + input
                + "' has no name.");
      }
      out.put(input.substring(0, equals), input.substring(equals + 1));
    }
    return out;
  }

  /** A value for each input of a task. */
  private static Map<String, String> inputs(TaskProvider provider, Map<String, String> brought) {
    Map<String, String> out = new LinkedHashMap<>();
    for (TaskInput input : provider.inputs()) {
      String value = brought.getOrDefault(input.name(), input.fallback().orElse(""));
      if (value.isEmpty() && input.fallback().isEmpty()) {
        throw new IllegalArgumentException(
            "it needs %s; give it as --inputs %s=%s."
                .formatted(input.describe(), input.name(), input.file() ? "FILE" : "TEXT"));
      }
      boolean file = input.file() && !value.isEmpty();
      if (file && !Files.isRegularFile(Path.of(value))) {
        throw new IllegalArgumentException(
            "there is no file '" + value + "' for --inputs " + input.name() + ".");
      }
      out.put(input.name(), file ? Path.of(value).toAbsolutePath().normalize().toString() : value);
    }
    return out;
  }

  private static Task<?, ?> open(TaskProvider provider, Map<String, String> inputs, Path models) {
    int threads = Runtime.getRuntime().availableProcessors();
    return inputs.isEmpty()
        ? provider.open(models, threads)
        : provider.open(models, "", inputs, threads);
  }
}
