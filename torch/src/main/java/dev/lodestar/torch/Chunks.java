package dev.lodestar.torch;

/**
 * Cuts a batch into chunks of one fixed size, run side by side.
 *
 * <p>The last bits of a network's output change with the shape of its batch. At one fixed, padded
 * shape a row's output depends on the row alone: not on its neighbours, its place, the size of the
 * batch or the number of threads.
 */
record Chunks(int rows) {
  /** Rows of every batch that a network sees. */
  static final int ROWS = 32;

  /** Work on rows first .. first+count-1. */
  interface Piece {
    void run(int first, int count);
  }

  static Chunks of(int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("A batch cannot have " + rows + " rows");
    }
    return new Chunks(rows);
  }

  void run(Piece piece) {
    Workers.run(
        (rows + ROWS - 1) / ROWS,
        Workers.DEFAULT,
        i -> piece.run(i * ROWS, Math.min(ROWS, rows - i * ROWS)));
  }
}
