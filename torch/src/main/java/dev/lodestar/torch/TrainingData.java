package dev.lodestar.torch;

/** Checks of what a network is to be trained on. */
final class TrainingData {
  private TrainingData() {}

  static void requireTokens(String what, int[][] rows, int shortest, int longest, int tokens) {
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length < shortest || rows[r].length > longest) {
        throw new IllegalArgumentException(
            "The %s sequence %d has %d tokens; %s is needed"
                .formatted(
                    what,
                    r,
                    rows[r].length,
                    shortest == longest ? shortest : shortest + " to " + longest));
      }
      for (int i = 0; i < rows[r].length; i++) {
        if (rows[r][i] < 0 || rows[r][i] >= tokens) {
          throw new IllegalArgumentException(
              "The %s sequence %d holds token %d at position %d; 0 to %d are allowed"
                  .formatted(what, r, rows[r][i], i, tokens - 1));
        }
      }
    }
  }

  static void requireTargets(String what, double[] targets, int rows) {
    if (targets.length != rows) {
      throw new IllegalArgumentException(
          "There are %d %s sequences and %d targets".formatted(rows, what, targets.length));
    }
    for (int i = 0; i < targets.length; i++) {
      if (!Double.isFinite(targets[i])) {
        throw new IllegalArgumentException("The " + what + " target " + i + " is " + targets[i]);
      }
    }
  }

  static void requireLabels(String what, double[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0 && labels[i] != 1) {
        throw new IllegalArgumentException(
            "The " + what + " label " + i + " is " + labels[i] + "; labels are 0 or 1");
      }
    }
  }
}
