package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Streams;
import java.util.Optional;
import java.util.function.Consumer;

/** The one loop: start, step until the data, finish. */
public final class Decoding {
  private Decoding() {}

  /**
   * What a group of designs came to.
   *
   * @param designs clean states, one a design; what was left noisy is filled by the clean guess
   * @param population the final population, one row a design
   * @param stoppedAt noise level reached: 0 unless the budget ended the run early
   * @param exhausted which budget ended it
   */
  public record Outcome<B extends Particles<B>>(
      B designs, Population<B> population, int stoppedAt, Optional<String> exhausted) {}

  /**
   * Decodes one group of designs.
   *
   * <p>Where the budget is used up the group ends where it is: the clean guess of the last
   * population costs no further call.
   *
   * @param first number of the first design
   * @param designs designs in the group
   * @param observer sees every population, the first included
   * @throws BudgetExhausted where not even the first look is covered
   */
  public static <B extends Particles<B>> Outcome<B> run(
      Decoder decoder,
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    return decoder.decode(steering, streams, first, designs, observer);
  }

  /** The one loop. */
  static <B extends Particles<B>> Outcome<B> loop(
      Method method,
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    Draws draws = Draws.of(streams, first, designs, steering.process().steps());
    Population<B> now = method.start(steering, draws);
    observer.accept(now);
    Population<B> before = now;
    try {
      while (now.step() > 0) {
        Population<B> next = method.step(steering, now.begun());
        before = now;
        now = next;
        observer.accept(now);
      }
      return outcome(method, now, Optional.empty());
    } catch (BudgetExhausted e) {
      return settled(method, now, before, Optional.of(e.getMessage()));
    }
  }

  /**
   * What the last population came to, or, where its clean guess is not paid for, the one before.
   */
  private static <B extends Particles<B>> Outcome<B> settled(
      Method method, Population<B> now, Population<B> before, Optional<String> exhausted) {
    try {
      return outcome(method, now, exhausted);
    } catch (BudgetExhausted e) {
      return outcome(method, before, exhausted);
    }
  }

  private static <B extends Particles<B>> Outcome<B> outcome(
      Method method, Population<B> population, Optional<String> exhausted) {
    Population<B> last = method.finish(population);
    return new Outcome<>(last.outlook().cleanGuess(), last, last.step(), exhausted);
  }
}
