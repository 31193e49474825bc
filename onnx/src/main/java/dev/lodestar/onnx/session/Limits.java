package dev.lodestar.onnx.session;

/**
 * What is accepted of files that others wrote.
 *
 * @param bytes most bytes of a graph, at most 2 GiB
 * @param beside most bytes of a file beside it that holds constants
 * @param pinned whether every file's digest must stand in its manifest
 */
public record Limits(long bytes, long beside, boolean pinned) {
  /** Constants of the largest networks that a machine with few cores could run. */
  private static final long LARGEST = 16L << 30;

  /** Files of the user's own choice: as large as the format allows. */
  public static final Limits OWN = new Limits(Integer.MAX_VALUE, LARGEST, false);

  /** Files that others may choose: pinned. */
  public static final Limits PINNED = new Limits(Integer.MAX_VALUE, LARGEST, true);

  public Limits {
    if (bytes < 1 || bytes > Integer.MAX_VALUE || beside < 1) {
      throw new IllegalArgumentException("a file's bound lies between 1 byte and 2 GiB");
    }
  }

  /** The same bounds for files whose digests are compared elsewhere. */
  public Limits unpinned() {
    return new Limits(bytes, beside, false);
  }
}
