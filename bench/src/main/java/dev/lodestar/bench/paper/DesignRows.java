package dev.lodestar.bench.paper;

import dev.lodestar.run.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Designs of several runs, as their tables hold them.
 *
 * @param guiding score by the scorer that guided, one a design; NaN where there is none
 * @param heldOut score by the one that did not
 * @param families rows that descend from one design at a run's start, and so are not independent
 */
record DesignRows(double[] guiding, double[] heldOut, List<int[]> families) {
  DesignRows {
    families = List.copyOf(families);
  }

  /** Reads the tables of runs. */
  static DesignRows read(List<Path> tables) throws IOException {
    List<double[]> scores = new ArrayList<>();
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (Path table : tables) {
      List<String> lines = Files.readAllLines(table);
      List<String> header = Csv.cells(lines.get(0));
      int guiding = header.indexOf("score");
      int heldOut = header.lastIndexOf("held-out");
      int parent = header.lastIndexOf("parent");
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = Csv.cells(line);
        families
            .computeIfAbsent(table + " " + cells.get(parent), k -> new ArrayList<>())
            .add(scores.size());
        scores.add(new double[] {number(cells.get(guiding)), number(cells.get(heldOut))});
      }
    }
    return new DesignRows(
        scores.stream().mapToDouble(s -> s[0]).toArray(),
        scores.stream().mapToDouble(s -> s[1]).toArray(),
        families.values().stream()
            .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
            .toList());
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
