package dev.lodestar.bench.paper;

import dev.lodestar.bench.methods.Setting;
import dev.lodestar.bench.methods.SettingRuns;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.config.ConfigException;
import dev.lodestar.run.config.Problem;
import dev.lodestar.run.report.Numbers;
import dev.lodestar.run.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs all methods on one task. */
final class TaskRuns {
  /** Seconds that one design of the pre-trained model may take where the task was not asked for. */
  private static final double SLOW = 5;

  private final TaskProvider provider;
  private final SettingRuns runs;
  private final int count;
  private final int seeds;
  private final Set<Contender> wanted;
  private final PrintWriter out;

  TaskRuns(
      TaskProvider provider,
      SettingRuns runs,
      int count,
      int seeds,
      Set<Contender> wanted,
      PrintWriter out) {
    this.wanted = Set.copyOf(wanted);
    this.provider = provider;
    this.runs = runs;
    this.count = count;
    this.seeds = SettingRuns.atLeastOne("seeds", seeds);
    this.out = out;
  }

  /**
   * Makes one design, which tells whether the task can be run and how long it takes.
   *
   * @throws IllegalArgumentException with a sentence where it cannot, or takes too long
   */
  void probe(int steps, boolean asked) {
    Setting one = Setting.of("pretrained", "task.steps=" + steps);
    SetSummary made = runs.inside("probe").given(Map.of("count", "1")).once(one, 1);
    double seconds = made.spent().seconds();
    if (!asked && seconds > SLOW) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "one unguided design with its one scorer call takes %s, and the table makes %,d"
                  + " designs with many calls each; name the task in --tasks to run it all the"
                  + " same.",
              Numbers.duration(seconds),
              count * seeds * wanted.size()));
    }
  }

  /** The steps that the task is given. */
  int steps(int wanted) {
    return Math.min(wanted, runs.task().defaultSteps());
  }

  TaskTable table(int steps, int width) throws IOException {
    Map<Contender, Result> results = new EnumMap<>(Contender.class);
    Map<Contender, String> refused = new EnumMap<>(Contender.class);
    Result pretrained = run(Contender.PRETRAINED, new Scale(steps, width, 1));
    results.put(Contender.PRETRAINED, pretrained);
    if (Arrays.stream(pretrained.rows().guiding()).noneMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "the scorer has no score for any design of the pre-trained model; "
              + runs.path(Contender.PRETRAINED.setting(new Scale(steps, width, 1)), 1)
              + " has the reasons.");
    }
    Scale scale = new Scale(steps, width, Scale.temperature(pretrained.rows().guiding()));
    for (Contender c : Contender.values()) {
      if (c != Contender.PRETRAINED && wanted.contains(c)) {
        try {
          runs.plan(c.setting(scale), 1);
        } catch (ConfigException e) {
          refused.put(c, sentence(e));
          out.printf("%s: %s does not run: %s%n", runs.task().name(), c.title(), refused.get(c));
          continue;
        }
        results.put(c, run(c, scale));
      }
    }
    return new TaskTable(
        runs.task().name(),
        provider.summary(),
        runs.task().heldOutComparable(),
        scale,
        results,
        refused);
  }

  private static String sentence(ConfigException e) {
    return e.problems().stream().map(Problem::says).distinct().collect(Collectors.joining(" "));
  }

  private Result run(Contender contender, Scale scale) throws IOException {
    Setting setting = contender.setting(scale);
    List<SetSummary> summaries = new ArrayList<>();
    List<Path> tables = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      summaries.add(runs.once(setting, seed));
      tables.add(runs.path(setting, seed).resolve(RunDirectory.DESIGNS));
    }
    Result result = new Result(contender, setting.label(), summaries, DesignRows.read(tables));
    out.printf(
        "%s: %s guiding %s, held-out %s, %s%n",
        runs.task().name(),
        contender.title(),
        Numbers.text(result.guidingMedian()),
        Numbers.text(result.heldOutMedian()),
        Numbers.duration(summaries.stream().mapToDouble(s -> s.spent().seconds()).sum()));
    out.flush();
    return result;
  }
}
