package dev.lodestar.run;

import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.Health;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.store.RunDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A finished set of designs, read back from its table.
 *
 * @param phase how it was made
 * @param name as shown
 * @param end where the phase ended
 * @param columns the table's columns
 * @param rows its rows
 * @param designs its designs
 * @param <D> a design
 */
record Finished<D>(
    Phase phase, String name, Checkpoint end, Columns columns, List<Row> rows, List<D> designs) {

  static <D> Finished<D> read(
      Phase phase,
      String name,
      Checkpoint end,
      RunDirectory directory,
      Task<?, D> task,
      Columns columns) {
    List<Row> rows = new ArrayList<>();
    columns.forEach(directory.checkpoint(phase.rowsFile()), rows::add);
    List<D> designs = rows.stream().map(r -> task.format().reread(r.design())).toList();
    return new Finished<>(phase, name, end, columns, List.copyOf(rows), designs);
  }

  double[] column(ToDoubleFunction<Row> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  /** The metrics' columns, by name. */
  Map<String, double[]> metrics() {
    Map<String, double[]> out = new LinkedHashMap<>();
    for (int m = 0; m < columns.metrics().size(); m++) {
      int index = m;
      out.put(columns.metrics().get(m), column(r -> r.metrics().get(index)));
    }
    return out;
  }

  SetSummary summary(List<SetMetric<D>> judges) {
    Map<String, Double> medians = new LinkedHashMap<>();
    metrics().forEach((k, v) -> medians.put(k, Numbers.quantile(Numbers.finite(v), 0.5)));
    Map<String, Double> whole = new LinkedHashMap<>();
    for (SetMetric<D> judge : judges) {
      whole.put(judge.name(), designs.isEmpty() ? Double.NaN : judge.of(designs));
    }
    return new SetSummary(
        name,
        phase.role(),
        rows.size(),
        distinct(),
        SetSummary.Quantiles.of(column(Row::score)),
        SetSummary.Quantiles.of(column(Row::heldOut)),
        medians,
        whole,
        end.spent(),
        health());
  }

  ScoreSet scores(boolean judged, String note) {
    return new ScoreSet(
        name,
        phase.role(),
        note,
        column(Row::score),
        judged ? column(Row::heldOut) : new double[0],
        metrics(),
        distinct(),
        health());
  }

  private int distinct() {
    return (int) rows.stream().map(Row::design).distinct().count();
  }

  private Health health() {
    return phase.isDesigns()
        ? new Trace(end.trace()).health(phase.method().departure())
        : Trace.unwatched(phase.method().departure());
  }
}
