package dev.lodestar.core.decode;

import dev.lodestar.core.weight.LogWeights;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a population remembers of its way, for diagnostics alone: no method reads it.
 *
 * @param founders rows at the start; a population's origins are numbers of them
 * @param divergence for each row, log q − log p_pre of its way so far, in nats, where guided
 *     kernels q drew it; 0 where the pre-trained kernel did
 * @param selection the selection that the last step made, where it made one
 */
public record Lineage(int founders, double[] divergence, Optional<Selection> selection) {
  /**
   * A selection among the rows of a population.
   *
   * @param weights of the rows before, with all that had been carried
   * @param origins of the rows before
   * @param rows for each row after, the row before that it was
   */
  public record Selection(LogWeights weights, int[] origins, int[] rows) {
    /** Whether any row was dropped, moved or copied. */
    public boolean changes() {
      return rows.length != origins.length
          || IntStream.range(0, rows.length).anyMatch(i -> rows[i] != i);
    }
  }

  /** Of the first population: every row its own founder. */
  static Lineage fresh(int rows) {
    return new Lineage(rows, new double[rows], Optional.empty());
  }

  /** After a selection. */
  Lineage selected(Selection selection) {
    double[] kept = Choice.pick(divergence, selection.rows());
    return new Lineage(founders, kept, Optional.of(selection));
  }

  /** After a step of each row by a guided kernel. */
  Lineage diverging(double[] nats) {
    return new Lineage(founders, Potentials.plus(divergence, nats), selection);
  }

  /** Where another step begins. */
  Lineage begun() {
    return new Lineage(founders, divergence, Optional.empty());
  }
}
