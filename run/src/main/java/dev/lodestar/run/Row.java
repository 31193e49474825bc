package dev.lodestar.run;

import java.util.ArrayList;
import java.util.List;

/**
 * One design as {@code designs.csv} holds it. Numbers that do not exist are NaN and empty cells.
 *
 * @param id number of the design in its run, from 0
 * @param design its canonical text
 * @param score the guiding score
 * @param parts transformed and raw score of each component, in turn
 * @param heldOut score by the scorer that did not guide
 * @param metrics one number a metric
 * @param seed the seed; with {@code id} it addresses all random numbers of the design
 * @param parent number of the design at the start that this one descends from
 * @param step noise level at which the design was taken; 0 unless the budget ended the run
 * @param feasible whether it breaks no rule and was scored
 * @param reason why not, or what else there is to say; empty where there is nothing
 */
record Row(
    long id,
    String design,
    double score,
    List<Double> parts,
    double heldOut,
    List<Double> metrics,
    long seed,
    long parent,
    int step,
    boolean feasible,
    String reason) {
  Row {
    parts = List.copyOf(parts);
    metrics = List.copyOf(metrics);
  }

  /** Columns behind the metrics. */
  static final int TAIL = 5;

  /** The line of the table, without its end. */
  String toCsv() {
    return Csv.line(cells());
  }

  /** Its cells. */
  List<String> cells() {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(id));
    cells.add(design);
    cells.add(number(score));
    parts.forEach(p -> cells.add(number(p)));
    cells.add(number(heldOut));
    metrics.forEach(m -> cells.add(number(m)));
    cells.add(Long.toString(seed));
    cells.add(Long.toString(parent));
    cells.add(Integer.toString(step));
    cells.add(Boolean.toString(feasible));
    cells.add(reason);
    return cells;
  }

  /** Score, components, held-out score and metrics, as the columns between design and seed. */
  List<Double> numbers() {
    List<Double> out = new ArrayList<>(List.of(score));
    out.addAll(parts);
    out.add(heldOut);
    out.addAll(metrics);
    return out;
  }

  /** The row of a line with {@code components} components and {@code metrics} metrics. */
  static Row parse(String line, int components, int metrics) {
    List<String> cells = Csv.cells(line);
    int held = 3 + 2 * components;
    int tail = held + 1 + metrics;
    if (cells.size() != tail + TAIL) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells where " + (tail + TAIL) + " belong: " + line);
    }
    return new Row(
        Long.parseLong(cells.get(0)),
        cells.get(1),
        number(cells.get(2)),
        cells.subList(3, held).stream().map(Row::number).toList(),
        number(cells.get(held)),
        cells.subList(held + 1, tail).stream().map(Row::number).toList(),
        Long.parseLong(cells.get(tail)),
        Long.parseLong(cells.get(tail + 1)),
        Integer.parseInt(cells.get(tail + 2)),
        Boolean.parseBoolean(cells.get(tail + 3)),
        cells.get(tail + 4));
  }

  /** The header for components and metrics of these names. */
  static List<String> header(List<String> components, List<String> metrics) {
    List<String> cells = new ArrayList<>(List.of("id", "design", "score"));
    for (String c : components) {
      cells.add(c);
      cells.add(c + " (raw)");
    }
    cells.add("held-out");
    cells.addAll(metrics);
    cells.addAll(List.of("seed", "parent", "step", "feasible", "reason"));
    return cells;
  }

  static String number(double x) {
    return Double.isNaN(x) ? "" : Double.toString(x);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
