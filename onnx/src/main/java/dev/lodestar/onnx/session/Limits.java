package dev.lodestar.onnx.session;

/**
 * What is accepted of files that others wrote.
 *
 * @param bytes most bytes of a file, at most 2 GiB
 * @param pinned whether every file's digest must stand in its manifest
 */
public record Limits(long bytes, boolean pinned) {
  /** Files of the user's own choice: as large as the format allows. */
  public static final Limits OWN = new Limits(Integer.MAX_VALUE, false);

  /** Files that others may choose: pinned. */
  public static final Limits PINNED = new Limits(Integer.MAX_VALUE, true);

  public Limits {
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a file's bound lies between 1 byte and 2 GiB");
    }
  }
}
