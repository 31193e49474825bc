package dev.lodestar.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The columns of a run's tables that depend on its plan.
 *
 * @param components names of the reward's components
 * @param metrics names of the single designs' metrics
 */
record Columns(List<String> components, List<String> metrics) {
  Columns {
    components = List.copyOf(components);
    metrics = List.copyOf(metrics);
  }

  String header() {
    return Csv.line(Row.header(components, metrics));
  }

  void forEach(Path file, Consumer<Row> visitor) {
    RowTable.forEach(file, components.size(), metrics.size(), visitor);
  }
}
