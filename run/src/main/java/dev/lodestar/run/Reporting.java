package dev.lodestar.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.task.Exhibit;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.Gallery;
import dev.lodestar.run.report.ReportData;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what the report shows.
 *
 * @param <D> a design
 */
final class Reporting<D> {
  /** Designs that are drawn, the best ones. */
  private static final int PICTURES = 24;

  private static final int FILMS = 4;

  private final RunPlan plan;
  private final RunDirectory directory;
  private final Task<?, D> task;
  private final List<Finished<D>> sets;
  private final Optional<Objectives> objectives;

  Reporting(
      RunPlan plan,
      RunDirectory directory,
      Task<?, D> task,
      List<Finished<D>> sets,
      Optional<Objectives> objectives) {
    this.objectives = objectives;
    this.plan = plan;
    this.directory = directory;
    this.task = task;
    this.sets = sets;
  }

  ReportData data(RunResult result) {
    Finished<D> designs = sets.get(0);
    List<ScoreSet> scores = sets.stream().map(s -> s.scores(plan.metrics(), note(s))).toList();
    return new ReportData(
        new ReportData.Heading(
            directory.path().toAbsolutePath().normalize().getFileName().toString(),
            plan.about().task(),
            plan.about().method(),
            plan.about().unit(),
            task.heldOutComparable() && plan.reward().isTasksOwn()),
        scores,
        setMetrics(result),
        new Trace(designs.end().trace()).points(),
        spending(result),
        designs(designs),
        result.notes().stream().map(n -> new ReportData.Warning("Note", n)).toList(),
        objectives.map(o -> o.tradeOff(sets)),
        exhibits(designs),
        origin());
  }

  private List<Exhibit> exhibits(Finished<D> designs) {
    if (!plan.metrics() || designs.designs().isEmpty()) {
      return List.of();
    }
    List<D> pretrained =
        sets.stream()
            .filter(s -> s.phase().role() == ScoreSet.Role.PRETRAINED)
            .findFirst()
            .map(Finished::designs)
            .orElse(List.of());
    return task.exhibits(designs.designs(), pretrained);
  }

  private String note(Finished<D> set) {
    Meter.Spent spent = set.end().spent();
    return String.format(
            Locale.ROOT,
            "%,d designs: %,d network evaluations, %,d scorer calls, %.1f s",
            set.rows().size(),
            spent.networkCalls(),
            spent.rewardCalls(),
            spent.seconds())
        + (set.phase().role() == ScoreSet.Role.BEST_OF_N ? budget() : "");
  }

  /** Which of the method's budgets set N, and what the other would have bought. */
  private String budget() {
    Checkpoint own = sets.get(0).end();
    double network = own.spent().networkCalls() / (double) own.designs();
    double calls = own.spent().rewardCalls() / (double) own.designs();
    Checkpoint free = sets.get(1).end();
    double samples = network * free.designs() / Math.max(1, free.spent().networkCalls());
    boolean byCalls = calls > 0 && calls < samples;
    return String.format(
        Locale.ROOT,
        "; equal to the method in %s, which pay for %,d samples a design; its %s would pay for %s",
        byCalls ? "scorer calls" : "network evaluations",
        (long) (byCalls ? calls : samples),
        byCalls ? "network evaluations" : "scorer calls",
        byCalls
            ? String.format(Locale.ROOT, "%,d", (long) samples)
            : calls > 0 ? String.format(Locale.ROOT, "%,d", (long) calls) : "none");
  }

  private List<ReportData.SetMetricRow> setMetrics(RunResult result) {
    List<ReportData.SetMetricRow> out = new ArrayList<>();
    if (plan.metrics()) {
      for (SetMetric<D> metric : task.setMetrics()) {
        out.add(
            new ReportData.SetMetricRow(
                metric.name(),
                metric.describe(),
                result.sets().stream().map(s -> s.setMetrics().get(metric.name())).toList()));
      }
    }
    return out;
  }

  private List<ReportData.Spending> spending(RunResult result) {
    Meter.Spent s = result.spent();
    return List.of(
        new ReportData.Spending(
            "network evaluations",
            s.networkCalls(),
            s.networkAsked(),
            limit(plan.budget().networkCalls())),
        new ReportData.Spending(
            "scorer calls", s.rewardCalls(), s.rewardAsked(), limit(plan.budget().rewardCalls())),
        new ReportData.Spending("seconds", s.seconds(), Double.NaN, plan.budget().seconds()),
        new ReportData.Spending(
            "held-out scorer calls (not charged)",
            result.heldOutCalls(),
            Double.NaN,
            Double.POSITIVE_INFINITY));
  }

  private static double limit(long budget) {
    return budget == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : budget;
  }

  private ReportData.Designs designs(Finished<D> set) {
    List<ReportData.DesignRow> rows =
        set.rows().stream()
            .map(
                r ->
                    new ReportData.DesignRow(
                        r.id(),
                        r.design(),
                        r.score(),
                        r.heldOut(),
                        r.metrics(),
                        r.feasible(),
                        r.reason()))
            .toList();
    return new ReportData.Designs(
        set.columns().metrics(),
        rows,
        task.format().alphabet(),
        RunDirectory.DESIGNS,
        pictures(rows),
        new Gallery(sets.stream().map(this::wall).toList(), films(rows)));
  }

  private Gallery.Wall wall(Finished<D> set) {
    List<Gallery.Tile> tiles = new ArrayList<>();
    set.rows().stream()
        .sorted(Comparator.<Row>comparingDouble(r -> rank(r.score())).reversed())
        .limit(Gallery.SHOWN)
        .forEach(
            r ->
                task.format()
                    .picture(task.format().reread(r.design()))
                    .ifPresent(svg -> tiles.add(new Gallery.Tile(r.id(), r.score(), svg))));
    return new Gallery.Wall(set.name(), set.rows().size(), tiles);
  }

  /** What is not scored comes last. */
  private static double rank(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
  }

  /** Animations that lie in the directory, of the run or of a replay. */
  private List<Gallery.Film> films(List<ReportData.DesignRow> rows) {
    List<Gallery.Film> out = new ArrayList<>();
    for (ReportData.DesignRow row : rows) {
      Path file = directory.file(Way.name(row.id()) + ".gif");
      if (out.size() < FILMS && Files.isRegularFile(file)) {
        try {
          out.add(new Gallery.Film(row.id(), Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new RunFailure(DurableFiles.sentence("read", file, e), e);
        }
      }
    }
    return out;
  }

  /** Drawings of the best designs, where the task draws. */
  private Map<String, String> pictures(List<ReportData.DesignRow> rows) {
    Map<String, String> out = new HashMap<>();
    rows.stream()
        .filter(r -> Double.isFinite(r.score()))
        .sorted(Comparator.comparingDouble(ReportData.DesignRow::score).reversed())
        .map(ReportData.DesignRow::design)
        .distinct()
        .limit(PICTURES)
        .forEach(
            text ->
                task.format()
                    .picture(task.format().reread(text))
                    .ifPresent(svg -> out.put(text, svg)));
    return out;
  }

  private ReportData.Origin origin() {
    List<ReportData.Fact> facts = new ArrayList<>();
    JsonNode provenance = Provenance.read(directory);
    provenance
        .fields()
        .forEachRemaining(
            f -> {
              if (f.getValue().isObject()) {
                f.getValue()
                    .fields()
                    .forEachRemaining(
                        m ->
                            facts.add(
                                new ReportData.Fact(
                                    f.getKey() + " " + m.getKey(), m.getValue().asText())));
              } else {
                facts.add(new ReportData.Fact(f.getKey(), f.getValue().asText()));
              }
            });
    return new ReportData.Origin(plan.config(), facts, plan.about().citations());
  }
}
