package dev.lodestar.run;

import dev.lodestar.run.parquet.ParquetColumn;
import dev.lodestar.run.parquet.ParquetTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The designs of a run as its table holds them: the rows, and columns that only the finished set
 * has, which stand between the metrics and the seed.
 *
 * @param columns the rows' own
 * @param rows one a design
 * @param more the set's
 */
record DesignsTable(Columns columns, List<Row> rows, List<Column> more) {
  /**
   * A column that the finished set has.
   *
   * @param cells one a row; empty where there is nothing
   */
  record Column(String name, List<String> cells) {
    Column {
      cells = List.copyOf(cells);
    }
  }

  DesignsTable {
    rows = List.copyOf(rows);
    more = List.copyOf(more);
  }

  /** As comma-separated values. */
  void csv(OutputStream out) throws IOException {
    line(
        out,
        with(
            Row.header(columns.components(), columns.metrics()),
            more.stream().map(Column::name).toList()));
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      line(out, with(rows.get(i).cells(), more.stream().map(c -> c.cells().get(row)).toList()));
    }
  }

  private static void line(OutputStream out, List<String> cells) throws IOException {
    out.write((Csv.line(cells) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> with(List<String> cells, List<String> added) {
    List<String> out = new ArrayList<>(cells);
    out.addAll(cells.size() - Row.TAIL, added);
    return out;
  }

  /** As Parquet, with the same columns. */
  void parquet(OutputStream out) throws IOException {
    List<ParquetColumn> all = new ArrayList<>();
    all.add(whole("id", Row::id));
    all.add(ParquetColumn.texts("design", rows.stream().map(Row::design).toList()));
    List<String> names = Row.header(columns.components(), columns.metrics());
    for (int c = 2; c < names.size() - Row.TAIL; c++) {
      int column = c;
      all.add(
          ParquetColumn.numbers(
              names.get(c), rows.stream().mapToDouble(r -> r.numbers().get(column - 2)).toArray()));
    }
    more.forEach(c -> all.add(ParquetColumn.texts(c.name(), c.cells())));
    all.add(whole("seed", Row::seed));
    all.add(whole("parent", Row::parent));
    all.add(whole("step", Row::step));
    all.add(ParquetColumn.flags("feasible", rows.stream().map(Row::feasible).toList()));
    all.add(ParquetColumn.texts("reason", rows.stream().map(Row::reason).toList()));
    ParquetTable.write(out, all);
  }

  private ParquetColumn whole(String name, ToLongFunction<Row> of) {
    return ParquetColumn.whole(name, rows.stream().mapToLong(of).toArray());
  }
}
