package dev.lodestar.sequence.forest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Stochastic gradient boosting of the squared error (Friedman, Computational Statistics and Data
 * Analysis 38, 2002): each tree fits what those before it left, on a share of the rows and of the
 * features, and counts for little. Trees grow where a split gains most; values are compared in
 * bins. Deterministic given the seed.
 */
public final class ForestFit {
  private final Plan plan;
  private final Bins bins;
  private final double[] left;
  private final double[] gains;
  private final SplittableRandom random;
  private final List<Integer> feature = new ArrayList<>();
  private final List<Float> value = new ArrayList<>();

  /**
   * How to learn.
   *
   * @param trees their number
   * @param rate what a tree counts for, above 0
   * @param leaves of a tree at most, at least 2
   * @param least rows of a leaf
   * @param ridge penalty on the squared values of leaves, at least 0
   * @param features that a tree may look at, drawn anew for each, at most
   * @param rowShare share of the rows that a tree learns from
   */
  public record Plan(
      int trees,
      double rate,
      int leaves,
      int least,
      double ridge,
      int features,
      double rowShare,
      long seed) {
    public Plan {
      if (trees < 1 || leaves < 2 || least < 1 || features < 1 || !(rate > 0) || !(ridge >= 0)) {
        throw new IllegalArgumentException(
            "Boosting needs a tree, two leaves, a row a leaf, a feature, a rate above 0 and a ridge"
                + " from 0 up, not %d, %d, %d, %d, %s and %s"
                    .formatted(trees, leaves, least, features, rate, ridge));
      }
      if (!(rowShare > 0 && rowShare <= 1)) {
        throw new IllegalArgumentException(
            "The share of the rows is above 0 and at most 1, not " + rowShare);
      }
    }
  }

  /**
   * What was learned.
   *
   * @param gains by feature, what its splits took from the squared error
   */
  public record Fitted(Forest forest, double[] gains) {}

  /** A leaf so far, with the best way to split it. */
  private static final class Node {
    final int[] rows;
    final double sum;
    double gain;
    int feature = Forest.LEAF;
    int bin;
    Node below;
    Node above;

    Node(int[] rows, double sum) {
      this.rows = rows;
      this.sum = sum;
    }
  }

  private ForestFit(float[][] rows, double[] targets, Plan plan) {
    this.plan = plan;
    bins = Bins.of(rows);
    left = targets.clone();
    gains = new double[bins.features()];
    random = new SplittableRandom(plan.seed);
  }

  /**
   * Fits targets.
   *
   * @param rows of features, shape [rows, features]
   * @param targets one a row
   */
  public static Fitted of(float[][] rows, double[] targets, Plan plan) {
    if (rows.length == 0 || rows.length != targets.length) {
      throw new IllegalArgumentException(
          "There are %d rows and %d targets to learn from".formatted(rows.length, targets.length));
    }
    return new ForestFit(rows, targets, plan).run();
  }

  private Fitted run() {
    double bias = Arrays.stream(left).average().orElseThrow();
    Arrays.setAll(left, i -> left[i] - bias);
    for (int i = 0; i < plan.trees; i++) {
      Node root = grow();
      for (int r = 0; r < left.length; r++) {
        left[r] -= output(leaf(root, r));
      }
      write(root);
    }
    float[] values = new float[value.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.get(i);
    }
    int[] features = feature.stream().mapToInt(Integer::intValue).toArray();
    return new Fitted(new Forest(bias, features, values), gains);
  }

  private Node grow() {
    int[] features = draw(bins.features(), plan.features);
    int wanted = Math.max(1, (int) Math.round(left.length * plan.rowShare));
    Node root = node(draw(left.length, wanted), features);
    List<Node> open = new ArrayList<>(List.of(root));
    for (int leaves = 1; leaves < plan.leaves; leaves++) {
      Node best = open.stream().max(Comparator.comparingDouble(n -> n.gain)).orElseThrow();
      if (!(best.gain > 0)) {
        break;
      }
      gains[best.feature] += best.gain;
      byte[] of = bins.of(best.feature);
      best.below = node(where(best.rows, r -> of[r] <= best.bin), features);
      best.above = node(where(best.rows, r -> of[r] > best.bin), features);
      open.remove(best);
      open.add(best.below);
      open.add(best.above);
    }
    return root;
  }

  /** A sorted draw without replacement, of all where that many are not there. */
  private int[] draw(int of, int most) {
    int wanted = Math.min(of, most);
    int[] out = new int[wanted];
    int taken = 0;
    for (int i = 0; taken < wanted; i++) {
      if (random.nextDouble() * (of - i) < wanted - taken) {
        out[taken++] = i;
      }
    }
    return out;
  }

  private static int[] where(int[] rows, IntPredicate test) {
    return Arrays.stream(rows).filter(test).toArray();
  }

  private Node node(int[] rows, int[] features) {
    Node out = new Node(rows, Arrays.stream(rows).mapToDouble(r -> left[r]).sum());
    if (rows.length >= 2 * plan.least) {
      for (int f : features) {
        split(out, f);
      }
    }
    return out;
  }

  /** Takes note of the feature's best split where it is better than what was found before. */
  private void split(Node node, int f) {
    byte[] of = bins.of(f);
    double[] sums = new double[Bins.MOST];
    int[] counts = new int[Bins.MOST];
    for (int r : node.rows) {
      sums[of[r]] += left[r];
      counts[of[r]]++;
    }
    double whole = worth(node.sum, node.rows.length);
    double sum = 0;
    int count = 0;
    for (int b = 0; b < Bins.MOST - 1; b++) {
      sum += sums[b];
      count += counts[b];
      int rest = node.rows.length - count;
      if (rest < plan.least) {
        break;
      }
      if (count >= plan.least && counts[b] > 0) {
        double gain = worth(sum, count) + worth(node.sum - sum, rest) - whole;
        if (gain > node.gain) {
          node.gain = gain;
          node.feature = f;
          node.bin = b;
        }
      }
    }
  }

  private double worth(double sum, int count) {
    return sum * sum / (count + plan.ridge);
  }

  private Node leaf(Node root, int row) {
    Node at = root;
    while (at.below != null) {
      at = bins.of(at.feature)[row] <= at.bin ? at.below : at.above;
    }
    return at;
  }

  private float output(Node leaf) {
    return (float) (plan.rate * leaf.sum / (leaf.rows.length + plan.ridge));
  }

  /** Appends a tree level by level, as {@link Forest} has it. */
  private void write(Node root) {
    Deque<Node> queue = new ArrayDeque<>(List.of(root));
    while (!queue.isEmpty()) {
      Node n = queue.remove();
      boolean branch = n.below != null;
      feature.add(branch ? n.feature : Forest.LEAF);
      value.add(branch ? bins.upTo(n.feature, n.bin) : output(n));
      if (branch) {
        queue.add(n.below);
        queue.add(n.above);
      }
    }
  }
}
