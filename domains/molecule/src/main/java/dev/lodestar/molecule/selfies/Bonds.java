package dev.lodestar.molecule.selfies;

/** Bond orders and how symbols write them. */
final class Bonds {
  static final int HIGHEST = 3;
  private static final String[] PREFIX = {"", "", "=", "#"};

  private Bonds() {}

  static void require(int order) {
    if (order < 1 || order > HIGHEST) {
      throw new IllegalArgumentException("A bond has order 1, 2 or 3, not " + order);
    }
  }

  static String prefix(int order) {
    return PREFIX[order];
  }

  static int order(String prefix) {
    return prefix.equals("#") ? 3 : prefix.equals("=") ? 2 : 1;
  }
}
