package dev.lodestar.core.check;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Departure;
import dev.lodestar.core.decode.Lineage;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Edited;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Checks one group of designs on its way: what the decoder is given to steer by, and every
 * population it shows. It throws a {@link Violation} at the first thing that does not hold.
 *
 * @param <B> batch of states
 */
public final class Checks<B extends Particles<B>> implements Consumer<Population<B>> {
  private static final int ROWS = 8;

  private final Assertions level;
  private final Decoder decoder;
  private final Steering<B> steering;
  private final CheckedValue<B> value;
  private final Meter meter;
  private final Supplier<Steering<B>> twin;
  private final Set<Integer> locked;
  private Optional<int[][]> allowed = Optional.empty();
  private Optional<Population<B>> before = Optional.empty();
  private Meter.Spent spent;

  /**
   * @param steering what the decoder steers, and by what
   * @param meter what it spends
   * @param twin another steering just like it, with nothing remembered and nothing charged; asked
   *     for again and again
   * @param locked positions of token sequences that are fixed
   */
  public Checks(
      Assertions level,
      Decoder decoder,
      Steering<B> steering,
      Meter meter,
      Supplier<Steering<B>> twin,
      Set<Integer> locked) {
    this.level = level;
    this.decoder = decoder;
    this.steering = steering;
    this.value = new CheckedValue<>(decoder.name(), level, steering.value(), twin);
    this.meter = meter;
    this.twin = twin;
    this.locked = Set.copyOf(locked);
    this.spent = meter.spent();
  }

  /** What the decoder is to be given. */
  public Steering<B> steering() {
    return level.atLeast(Assertions.CHEAP)
        ? new Steering<>(steering.process(), value, steering.guide(), steering.census())
        : steering;
  }

  /** Checks a population. */
  @Override
  public void accept(Population<B> now) {
    if (level.atLeast(Assertions.CHEAP)) {
      numbers(now);
      logZ(now);
      locks(now);
      counts(now);
    }
    if (level.atLeast(Assertions.FULL)) {
      carried(now);
      kernel(now);
    }
    before = Optional.of(now);
  }

  private void numbers(Population<B> now) {
    int steps = steering.process().steps();
    if (now.step() < 0 || now.step() > steps || now.draws().step() != now.step()) {
      throw broken(
          now, -1, "the rows' addresses are of level " + now.draws().step() + " of " + steps);
    }
    for (int i = 0; i < now.size(); i++) {
      int origin = now.origins()[i];
      if (now.values()[i] == Double.POSITIVE_INFINITY) {
        throw broken(now, i, "the value is infinite");
      }
      if (Double.isNaN(now.potentials()[i]) || Double.isNaN(now.lineage().divergence()[i])) {
        throw broken(now, i, "a sum along its way is not a number");
      }
      if (origin < 0) {
        throw broken(now, i, "it descends from row " + origin + " of the start");
      }
    }
    double total = Arrays.stream(now.weights().normalised()).sum();
    if (!(Math.abs(total - 1) <= 1e-9)) {
      throw broken(now, -1, "the normalised weights sum to " + total + ", not 1");
    }
  }

  /** A selection must not change log Z, with what its weights still carry: no weight is dropped. */
  private void logZ(Population<B> now) {
    Optional<Lineage.Selection> selection = now.lineage().selection();
    boolean tilted = decoder.departure() instanceof Departure.Tilted t && t.weighted();
    if (!tilted || before.isEmpty()) {
      return;
    }
    double known = before.get().logZ();
    double had = known + selection.map(s -> s.weights().logMean()).orElse(now.weights().logMean());
    double has = now.logZ() + now.weights().logMean();
    if (!CheckedValue.close(had, has)) {
      throw broken(
          now, -1, "selection changed log Z from " + had + " to " + has + ": a weight was lost");
    }
  }

  private void locks(Population<B> now) {
    if (locked.isEmpty() || !(now.outlook().states() instanceof Tokens tokens)) {
      return;
    }
    int[][] may = allowed.orElseGet(this::allowedTokens);
    allowed = Optional.of(may);
    for (int i = 0; i < tokens.size(); i++) {
      for (int l : locked) {
        int token = tokens.data()[i * tokens.length() + l];
        if (token != may[0][l] && token != may[1][l]) {
          throw broken(
              now, i, "the locked position " + l + " holds token " + token + ", not " + may[1][l]);
        }
      }
    }
  }

  /** For each position what it holds in noise, and what it holds in a design. */
  private int[][] allowedTokens() {
    ReverseProcess<B> process = twin.get().process();
    ReverseProcess<B> whole = process instanceof Edited<B> edited ? edited.process() : process;
    B noise = whole.prior(Draws.of(Streams.of(0), 0, 1, whole.steps()));
    B guess = whole.look(noise, whole.steps()).cleanGuess();
    return new int[][] {((Tokens) noise).row(0), ((Tokens) guess).row(0)};
  }

  private void counts(Population<B> now) {
    Meter.Spent s = meter.spent();
    boolean grown =
        s.networkCalls() >= spent.networkCalls()
            && s.networkAsked() >= spent.networkAsked()
            && s.rewardCalls() >= spent.rewardCalls()
            && s.rewardAsked() >= spent.rewardAsked();
    boolean covered =
        s.networkCalls() <= meter.budget().networkCalls()
            && s.rewardCalls() <= meter.budget().rewardCalls();
    boolean asked = s.networkCalls() <= s.networkAsked() && s.rewardCalls() <= s.rewardAsked();
    if (!grown || !covered || !asked) {
      throw broken(
          now,
          -1,
          "the counts of calls "
              + (!grown ? "fell" : !covered ? "exceed the budget" : "exceed what was asked for")
              + ": "
              + s);
    }
    spent = s;
  }

  /** A particle's value is one that its state was given. */
  private void carried(Population<B> now) {
    if (!decoder.valuesOfStates()) {
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      double v = now.values()[i];
      if (!Double.isNaN(v) && !value.mayBe(row(now, i), now.step(), v)) {
        throw broken(now, i, "it carries the value " + v + ", which is not that of its state");
      }
    }
  }

  private void kernel(Population<B> now) {
    if (now.step() == 0) {
      return;
    }
    now.outlook().cleanGuess(); // where the network is asked late: for all rows, as the step would
    int n = Math.min(ROWS, now.size());
    int first = now.step(); // other rows at every level
    int[] rows =
        IntStream.range(0, n).map(k -> (first + k * now.size() / n) % now.size()).toArray();
    var kept = now.outlook().select(rows);
    var fresh = twin.get().process().look(kept.states(), now.step());
    KernelChecks.of(kept, fresh)
        .ifPresent(
            f -> {
              throw broken(now, f.row() < 0 ? -1 : rows[f.row()], f.what());
            });
  }

  private B row(Population<B> now, int i) {
    return now.outlook().states().select(new int[] {i});
  }

  private Violation broken(Population<B> now, int row, String what) {
    return new Violation(decoder.name(), now.step(), row, what);
  }
}
