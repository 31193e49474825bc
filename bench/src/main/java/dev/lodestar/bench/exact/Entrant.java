package dev.lodestar.bench.exact;

import dev.lodestar.core.decode.Decoder;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A method of the comparison.
 *
 * @param name for readers
 * @param family which chart it stands in
 * @param claim what it says of itself
 * @param law of its designs, where that is known
 * @param scale what of it grows
 * @param make the method
 */
public record Entrant(String name, Family family, Claim claim, Law law, Scale scale, Make make) {

  /** Methods that share a chart. */
  public enum Family {
    WEIGHTED("weighted particles"),
    CHOSEN("one of M children"),
    SEARCH("beams and searches"),
    ROUNDS("rounds over finished designs, and trees");

    private final String text;

    Family(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * What of a method grows, and what it draws together.
   *
   * @param letter its symbol in the method's paper
   * @param least smallest size that makes sense; 0 where the method has no size
   * @param group designs that a run draws together, by size; 1 where designs never meet
   * @param worths values that make a difference to it; one where only designs are scored
   * @param estimatesZ whether a run leaves an estimate of Z
   */
  public record Scale(
      String letter, int least, IntUnaryOperator group, Set<Worth> worths, boolean estimatesZ) {}

  /** Makes a method of a size at a temperature in reward units. */
  public interface Make {
    Decoder of(int size, double alpha);
  }
}
