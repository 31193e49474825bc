package dev.lodestar.core.task;

import java.util.List;
import java.util.Objects;

/**
 * A table that a task adds to a run's report.
 *
 * @param title heading
 * @param lead one or two sentences: what the numbers mean, or why there are none
 * @param columns heads of the columns; may be empty where there is nothing to show
 * @param rows cells as text, as many a row as there are columns
 */
public record Exhibit(String title, String lead, List<String> columns, List<List<String>> rows) {
  public Exhibit {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(lead, "lead");
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells below %d columns".formatted(row.size(), columns.size()));
      }
    }
  }

  /** A reason why a table is missing. */
  public static Exhibit missing(String title, String why) {
    return new Exhibit(title, why, List.of(), List.of());
  }
}
