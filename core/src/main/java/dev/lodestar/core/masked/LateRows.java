package dev.lodestar.core.masked;

import java.util.Arrays;

/**
 * Rows of a network's answer, asked for when first read.
 *
 * <p>A method that selects children by their states alone, as with a learned value, thus pays the
 * denoiser for the winners only; rows that have been read travel with the selection.
 */
public final class LateRows {
  /** The network's answers about some rows of a batch. */
  @FunctionalInterface
  public interface Source {
    /** Answers about the given rows, in one call. */
    float[][] answers(int[] rows);
  }

  private final Source source;
  private final int[] rows;
  private float[][] answers = {};

  /** All {@code n} rows of a batch. */
  public LateRows(int n, Source source) {
    this(source, new int[n]);
    Arrays.setAll(rows, i -> i);
  }

  private LateRows(Source source, int[] rows) {
    this.source = source;
    this.rows = rows;
  }

  /** The answer about one row. */
  float[] get(int row) {
    return all()[row];
  }

  /** The given rows in the given order; asks nothing. */
  synchronized LateRows select(int[] chosen) {
    if (answers.length == 0) {
      return new LateRows(source, pick(chosen));
    }
    LateRows out = new LateRows(source, pick(chosen));
    out.answers = new float[chosen.length][];
    Arrays.setAll(out.answers, i -> answers[chosen[i]]);
    return out;
  }

  private int[] pick(int[] chosen) {
    return Arrays.stream(chosen).map(i -> rows[i]).toArray();
  }

  private synchronized float[][] all() {
    if (answers.length == 0) {
      answers = source.answers(rows);
    }
    return answers;
  }
}
