package dev.lodestar.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.Findings;
import dev.lodestar.run.report.HtmlReport;
import dev.lodestar.run.report.ReportData;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a run leaves for people: tables, the domain's own files, summary, report.
 *
 * @param <D> a design
 */
final class Results<D> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final RunPlan plan;
  private final RunDirectory directory;
  private final Task<?, D> task;
  private final Columns columns;
  private final List<Finished<D>> sets;

  /**
   * @param sets the designs first, then the baselines
   */
  Results(
      RunPlan plan,
      RunDirectory directory,
      Task<?, D> task,
      Columns columns,
      List<Finished<D>> sets) {
    this.plan = plan;
    this.directory = directory;
    this.task = task;
    this.columns = columns;
    this.sets = List.copyOf(sets);
  }

  RunResult write(long failures) {
    Finished<D> designs = sets.get(0);
    Optional<Objectives> objectives = Objectives.of(plan, task, designs);
    DesignsTable table = new DesignsTable(columns, designs.rows(), more(designs, objectives));
    DurableFiles.replace(directory.file(RunDirectory.DESIGNS), table::csv);
    if (plan.extras().parquet()) {
      DurableFiles.replace(directory.file(RunDirectory.PARQUET), table::parquet);
    }
    if (sets.size() > 1) {
      DurableFiles.replace(
          directory.file(RunDirectory.BASELINES),
          out -> {
            line(out, "set," + columns.header());
            for (Finished<D> set : sets.subList(1, sets.size())) {
              for (Row row : set.rows()) {
                line(out, set.name() + "," + row.toCsv());
              }
            }
          });
    }
    domainFiles(designs);
    RunResult plain = result(failures, selected(designs));
    ReportData data = new Reporting<>(plan, directory, task, sets, objectives).data(plain);
    RunResult result = plain.with(Findings.of(data));
    for (ReportData.Warning warning : result.warnings()) {
      directory.event("warning", Map.of("title", warning.title(), "text", warning.meaning()));
    }
    DurableFiles.replace(
        directory.file(RunDirectory.SUMMARY),
        out -> out.write(JSON.writeValueAsBytes(json(result, objectives))));
    directory.write(RunDirectory.REPORT, HtmlReport.render(data));
    directory.event(
        "finished",
        Map.of(
            "designs", designs.rows().size(),
            "networkCalls", result.spent().networkCalls(),
            "scorerCalls", result.spent().rewardCalls(),
            "heldOutCalls", result.heldOutCalls(),
            "seconds", result.spent().seconds()));
    return result;
  }

  /** What only the finished set tells of a design. */
  private List<DesignsTable.Column> more(Finished<D> designs, Optional<Objectives> objectives) {
    List<DesignsTable.Column> out = new ArrayList<>();
    plan.extras()
        .training()
        .filter(t -> plan.metrics())
        .ifPresent(
            t ->
                out.add(
                    new DesignsTable.Column(
                        Neighbours.ID,
                        designs.rows().stream().map(r -> t.of(r.design()).id()).toList())));
    objectives.ifPresent(o -> out.add(o.column()));
    return out;
  }

  /** Writes the selection, where one is wanted; what is to be said of it. */
  private Optional<String> selected(Finished<D> designs) {
    if (plan.perBucket() == 0 || task.buckets().isEmpty()) {
      return Optional.empty();
    }
    Selection selection =
        Selection.of(
            designs.rows(), designs.designs(), task.buckets().orElseThrow(), plan.perBucket());
    DurableFiles.replace(
        directory.file(RunDirectory.SELECTED),
        out -> {
          for (String row : selection.lines(columns.header())) {
            line(out, row);
          }
        });
    return Optional.of(
        "%s holds %d of %d designs: the best first, at most %d of each of %d buckets."
            .formatted(
                RunDirectory.SELECTED,
                selection.rows().size(),
                designs.rows().size(),
                plan.perBucket(),
                selection.buckets().stream().distinct().count()));
  }

  private RunResult result(long failures, Optional<String> selected) {
    List<SetMetric<D>> judges = plan.metrics() ? task.setMetrics() : List.of();
    List<SetSummary> summaries = sets.stream().map(s -> s.summary(judges)).toList();
    Optional<String> ended = Optional.of(sets.get(0).end().ended()).filter(s -> !s.isEmpty());
    long judged = sets.stream().mapToLong(s -> s.end().judged().rewardCalls()).sum();
    List<String> notes = new ArrayList<>();
    int made = summaries.get(0).designs();
    ended.ifPresent(
        e ->
            notes.add(
                "The run ended early, after "
                    + made
                    + " of "
                    + plan.count()
                    + " designs: "
                    + e
                    + "."));
    int missing = summaries.get(0).guiding().missing();
    if (missing > 0) {
      notes.add(missing + " of " + made + " designs have no score; the column 'reason' says why.");
    }
    int unjudged = summaries.get(0).heldOut().missing();
    if (plan.metrics() && unjudged > 0) {
      notes.add(
          unjudged == made
              ? "No design has a held-out score: the task has no scorer held out, or it failed on all."
              : unjudged
                  + " of "
                  + made
                  + " designs have no held-out score: that scorer failed on them.");
    }
    selected.ifPresent(notes::add);
    if (failures > 0) {
      notes.add(
          "Scorers failed for good on "
              + failures
              + " designs along the way; "
              + RunDirectory.EVENTS
              + " has the causes.");
    }
    return new RunResult(
        directory.path(), plan.count(), ended, summaries, judged, failures, notes, List.of());
  }

  private Map<String, Object> json(RunResult r, Optional<Objectives> objectives) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("wanted", r.wanted());
    out.put("exhausted", r.exhausted().orElse(""));
    out.put("heldOutCalls", r.heldOutCalls());
    out.put("sets", r.sets());
    objectives.ifPresent(o -> out.put("pareto", o.summary(sets)));
    out.put("warnings", r.warnings());
    return out;
  }

  /** The domain writes into a folder of its own; whole files then take their place at once. */
  private void domainFiles(Finished<D> designs) {
    if (designs.rows().isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (Row row : designs.rows()) {
      names.add(
          String.format(Locale.ROOT, "design-%05d", row.id())
              + (Double.isNaN(row.score())
                  ? ""
                  : String.format(Locale.ROOT, " score=%.6g", row.score())));
    }
    Path folder = directory.checkpoint("files");
    try {
      Files.createDirectories(folder);
      for (Path file : task.format().write(folder, names, designs.designs())) {
        DurableFiles.replace(
            directory.file(file.getFileName().toString()), out -> Files.copy(file, out));
        Files.delete(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", folder, e), e);
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
