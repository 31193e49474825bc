package dev.lodestar.molecule.dock;

import java.util.List;
import java.util.Locale;

/**
 * Where in the receptor to dock.
 *
 * @param centre x, y, z in ångström
 * @param size edges in ångström
 */
record Box(List<Double> centre, List<Double> size) {
  Box {
    centre = List.copyOf(centre);
    size = List.copyOf(size);
    if (centre.size() != 3 || size.size() != 3 || size.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException(
          "A box has three coordinates and three positive edges, not " + centre + " " + size + ".");
    }
  }

  static Box of(double... numbers) {
    return new Box(
        List.of(numbers[0], numbers[1], numbers[2]), List.of(numbers[3], numbers[4], numbers[5]));
  }

  /** Whether a point lies within. */
  boolean holds(double[] point) {
    for (int i = 0; i < 3; i++) {
      if (Math.abs(point[i] - centre.get(i)) > size.get(i) / 2) {
        return false;
      }
    }
    return true;
  }

  /** The box as options of the program. */
  List<String> options() {
    return List.of(
        "--center_x", text(centre.get(0)),
        "--center_y", text(centre.get(1)),
        "--center_z", text(centre.get(2)),
        "--size_x", text(size.get(0)),
        "--size_y", text(size.get(1)),
        "--size_z", text(size.get(2)));
  }

  private static String text(double x) {
    return String.format(Locale.ROOT, "%.4f", x);
  }
}
