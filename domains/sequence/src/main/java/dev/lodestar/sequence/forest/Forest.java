package dev.lodestar.sequence.forest;

import java.util.Arrays;

/**
 * A sum of regression trees. Trees follow each other; the nodes of one stand level by level, so
 * that the children of its k-th branch are its nodes 2k + 1 and 2k + 2, and what is a branch says
 * all of the shape.
 */
public final class Forest {
  /** In place of a feature, at a leaf. */
  static final int LEAF = -1;

  private final double bias;
  private final int[] feature;
  private final float[] value;

  /** At a branch, its first child, where the feature is at most the value; at a leaf unused. */
  private final int[] child;

  private final int[] roots;

  /**
   * A forest of these nodes.
   *
   * @param bias what all trees together start from
   * @param feature that a branch looks at, −1 at a leaf
   * @param value what a branch compares its feature with, and what a leaf adds
   */
  public Forest(double bias, int[] feature, float[] value) {
    if (feature.length != value.length) {
      throw new IllegalArgumentException(
          feature.length + " nodes of trees and " + value.length + " values");
    }
    this.bias = bias;
    this.feature = feature.clone();
    this.value = value.clone();
    child = new int[feature.length];
    int[] starts = new int[feature.length];
    int trees = 0;
    int next = 0;
    for (int i = 0; i < feature.length; i++) {
      if (feature[i] < LEAF) {
        throw new IllegalArgumentException("Node " + i + " looks at feature " + feature[i]);
      }
      if (i == next) {
        starts[trees++] = i;
        next++;
      }
      if (feature[i] != LEAF) {
        child[i] = next;
        next += 2;
      }
    }
    if (next != feature.length) {
      throw new IllegalArgumentException(
          "The last tree needs " + (next - feature.length) + " more nodes");
    }
    roots = Arrays.copyOf(starts, trees);
  }

  public double bias() {
    return bias;
  }

  public int[] feature() {
    return feature.clone();
  }

  public float[] value() {
    return value.clone();
  }

  /** Number of trees. */
  public int trees() {
    return roots.length;
  }

  /** Number of features that it needs at least. */
  public int width() {
    return 1 + Arrays.stream(feature).max().orElse(LEAF);
  }

  /** The prediction of one row of features. */
  public double score(float[] row) {
    double sum = bias;
    for (int at : roots) {
      while (feature[at] != LEAF) {
        at = child[at] + (row[feature[at]] <= value[at] ? 0 : 1);
      }
      sum += value[at];
    }
    return sum;
  }
}
