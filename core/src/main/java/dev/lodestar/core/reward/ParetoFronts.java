package dev.lodestar.core.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Non-dominated sorting: which designs no other design beats in every objective at once.
 *
 * <p>A design dominates another where it is at least as good in every objective and better in one.
 * Front 1 is dominated by nobody, front 2 only by front 1, and so on (Deb et al., "A fast and
 * elitist multiobjective genetic algorithm: NSGA-II", 2002, section III-A); found by the sequential
 * search of Zhang et al., "An efficient approach to nondominated sorting", 2015.
 */
public final class ParetoFronts {
  /** Designs with three and more objectives that are sorted: the work grows with their square. */
  public static final int MOST = 50_000;

  private ParetoFronts() {}

  /**
   * The front of each design, from 1.
   *
   * @param objectives one row a design, one column an objective, higher is better
   * @return 0 for a design that lacks a number, and for all where there are more than {@link #MOST}
   *     with three or more objectives
   */
  public static int[] of(double[][] objectives) {
    int[] fronts = new int[objectives.length];
    int width = objectives.length == 0 ? 0 : objectives[0].length;
    if (width > 2 && objectives.length > MOST) {
      return fronts;
    }
    // whoever comes later cannot dominate whoever came before
    int[] order =
        IntStream.range(0, objectives.length)
            .filter(i -> Arrays.stream(objectives[i]).allMatch(Double::isFinite))
            .boxed()
            .sorted(Comparator.comparing(i -> objectives[i], (a, b) -> Arrays.compare(b, a)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<double[]>> members = new ArrayList<>();
    for (int design : order) {
      int front = first(members, objectives[design]);
      if (front == members.size()) {
        members.add(new ArrayList<>());
      }
      members.get(front).add(objectives[design]);
      fronts[design] = front + 1;
    }
    return fronts;
  }

  /** The first front that holds nobody who dominates the point: by halves, as fronts are nested. */
  private static int first(List<List<double[]>> members, double[] point) {
    int low = 0;
    int high = members.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (dominated(point, members.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Looks from the last member on: of two objectives, it is the only one that can dominate. */
  private static boolean dominated(double[] point, List<double[]> front) {
    for (int i = front.size() - 1; i >= 0; i--) {
      if (dominates(front.get(i), point)) {
        return true;
      }
      if (point.length <= 2 && !Arrays.equals(front.get(i), point)) {
        return false;
      }
    }
    return false;
  }

  /** Whether one point is at least as good everywhere and better somewhere. */
  static boolean dominates(double[] one, double[] other) {
    boolean better = false;
    for (int i = 0; i < one.length; i++) {
      if (one[i] < other[i]) {
        return false;
      }
      better |= one[i] > other[i];
    }
    return better;
  }

  /**
   * The area that two objectives dominate above a reference point: the hypervolume of Zitzler and
   * Thiele 1999 in two dimensions.
   *
   * @param objectives one row of two numbers a design, higher is better; rows without both count
   *     for nothing
   * @param reference what a design must beat in both
   */
  public static double area(double[][] objectives, double[] reference) {
    double[][] sorted =
        Arrays.stream(objectives)
            .filter(p -> p[0] > reference[0] && p[1] > reference[1])
            .sorted((a, b) -> Arrays.compare(b, a))
            .toArray(double[][]::new);
    double area = 0;
    double height = reference[1];
    for (double[] p : sorted) {
      area += (p[0] - reference[0]) * Math.max(0, p[1] - height);
      height = Math.max(height, p[1]);
    }
    return area;
  }
}
