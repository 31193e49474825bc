package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Streams;
import java.util.function.Consumer;

/**
 * A way to make designs. A {@link Method} does it in one pass from noise to data, in the one loop;
 * a search passes the noise levels many times, mostly with a method inside.
 */
public interface Decoder {
  /** Name in configurations and tables, such as {@code svdd}. */
  String name();

  /**
   * Whether designs of a group never meet, so that any one of them can be replayed alone. Where
   * false, the group is replayed as a whole.
   */
  boolean independent();

  /** Whether a population's values are its states' own; false where they tell of a whole path. */
  default boolean valuesOfStates() {
    return true;
  }

  /** Whether designs depend on those that earlier groups of the run have made. */
  default boolean remembers() {
    return false;
  }

  /** What is known beforehand of how designs depart from the pre-trained model. */
  default Departure departure() {
    return new Departure.Unknown();
  }

  /**
   * Decodes one group of designs. Where the budget is used up the group ends with what it has.
   *
   * @param first number of the first design
   * @param designs designs in the group
   * @param observer sees every population, the first included
   * @throws BudgetExhausted where not even the first look is covered
   */
  <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer);
}
