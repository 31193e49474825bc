package dev.lodestar.cli;

import dev.lodestar.run.Csv;
import dev.lodestar.run.report.CompareReport;
import dev.lodestar.run.report.ComparedRun;
import dev.lodestar.run.report.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lodestar compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Put finished runs side by side: scores, held-out scores, metrics, what was spent.")
final class CompareCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of runs.")
  private List<Path> directories;

  @Option(names = "--baselines", description = "Also show the baselines that the runs made.")
  private boolean baselines;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write the table as CSV.")
  private Path csv;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with drawings.")
  private Path html;

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    List<ComparedRun> runs = new ArrayList<>();
    for (Path directory : directories) {
      runs.addAll(ComparedRuns.of(directory, baselines));
    }
    shell.out().print(CompareReport.markdown(runs, "score"));
    if (csv != null) {
      Files.writeString(csv, csv(runs));
    }
    if (html != null) {
      Files.writeString(html, CompareReport.html("Runs side by side", runs, "score"));
    }
    return Lodestar.DONE;
  }

  /** One row a run; numbers in full, empty where there is none. */
  private static String csv(List<ComparedRun> runs) {
    Set<String> metrics = new LinkedHashSet<>();
    runs.forEach(r -> metrics.addAll(r.metrics().keySet()));
    List<List<String>> rows = new ArrayList<>();
    List<String> header =
        new ArrayList<>(List.of("run", "method", "designs", "median", "top 10 %"));
    header.addAll(List.of("held-out median", "held-out top 10 %"));
    header.addAll(metrics);
    header.addAll(
        List.of("different", "starts left", "KL", "KL is a bound", "log Z", "log Z error"));
    header.addAll(List.of("network evaluations", "scorer calls", "seconds"));
    rows.add(header);
    for (ComparedRun r : runs) {
      List<String> row =
          new ArrayList<>(List.of(r.name(), r.method(), String.valueOf(r.designs())));
      row.addAll(
          List.of(cell(r.median()), cell(r.top()), cell(r.heldOutMedian()), cell(r.heldOutTop())));
      metrics.forEach(m -> row.add(cell(r.metrics().getOrDefault(m, Double.NaN))));
      Health h = r.health();
      row.addAll(List.of(cell(r.different()), cell(h.starts()), cell(h.divergence())));
      row.addAll(List.of(String.valueOf(h.bound()), cell(h.logZ()), cell(h.logZError())));
      row.addAll(
          List.of(
              String.valueOf(r.networkCalls()),
              String.valueOf(r.scorerCalls()),
              cell(r.seconds())));
      rows.add(row);
    }
    return rows.stream().map(Csv::line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String cell(double x) {
    return Double.isNaN(x) ? "" : String.valueOf(x);
  }
}
