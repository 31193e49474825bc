package dev.lodestar.bench.methods;

import dev.lodestar.bench.Options;
import dev.lodestar.bench.Tasks;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.config.Catalogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

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
    TaskProvider provider = Tasks.named(name, catalogs);
    Path models = Tasks.models(options);
    Path folder = options.file("out").orElseGet(() -> Path.of("runs", "bench-methods-" + name));
    List<Setting> settings = chosen(options);
    int threads = Runtime.getRuntime().availableProcessors();
    try (Task<?, ?> task = provider.open(models, threads)) {
      SettingRuns runs = SettingRuns.of(catalogs, task, folder, options.number("count", 64));
      int seeds = SettingRuns.atLeastOne("seeds", options.number("seeds", 3));
      settings.forEach(s -> runs.plan(s, 1)); // finds what does not fit before anything is run
      List<Measured> measured = new ArrayList<>();
      for (Setting setting : settings) {
        Measured m = measured(runs, setting, seeds);
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

  private static Measured measured(SettingRuns runs, Setting setting, int seeds) {
    return new Measured(
        setting,
        IntStream.rangeClosed(1, seeds).mapToObj(seed -> runs.once(setting, seed)).toList());
  }
}
