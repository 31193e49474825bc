package dev.lodestar.core.process;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of a network's answer, asked for when first read.
 *
 * <p>A method that selects children by their states alone, as with a learned value, thus pays the
 * network for the winners only; rows that have been read travel with the selection.
 *
 * @param <A> the answer about one row
 */
public final class LateRows<A> {
  /** The network's answers about some rows of a batch. */
  @FunctionalInterface
  public interface Source<A> {
    /** Answers about the given rows, one each, in one call. */
    List<A> answers(int[] rows);
  }

  private final Source<A> source;
  private final int[] rows;
  private List<A> answers = List.of();

  /** All {@code n} rows of a batch. */
  public LateRows(int n, Source<A> source) {
    this(source, new int[n]);
    Arrays.setAll(rows, i -> i);
  }

  private LateRows(Source<A> source, int[] rows) {
    this.source = source;
    this.rows = rows;
  }

  /** The answer about one row; the first reading asks about all. */
  public synchronized A get(int row) {
    if (answers.isEmpty()) {
      answers = source.answers(rows);
    }
    return answers.get(row);
  }

  /** The given rows in the given order; asks nothing. */
  public synchronized LateRows<A> select(int[] chosen) {
    int[] picked = Arrays.stream(chosen).map(i -> rows[i]).toArray();
    LateRows<A> out = new LateRows<>(source, picked);
    if (!answers.isEmpty()) {
      out.answers = Arrays.stream(chosen).mapToObj(answers::get).toList();
    }
    return out;
  }
}
