package dev.lodestar.core.check;

import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.value.ValueFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A value function whose answers are looked at before they are used.
 *
 * @param <B> batch of states
 */
final class CheckedValue<B extends Particles<B>> implements ValueFunction<B> {
  private static final double CLOSE = 1e-6;

  private final String method;
  private final Assertions level;
  private final ValueFunction<B> value;
  private final Supplier<Steering<B>> twin;
  private final Map<B, Set<Double>> told = new HashMap<>();
  private int step = -1;

  CheckedValue(
      String method, Assertions level, ValueFunction<B> value, Supplier<Steering<B>> twin) {
    this.method = method;
    this.level = level;
    this.value = value;
    this.twin = twin;
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    if (outlook.size() % draws.width() != 0) {
      throw broken(
          outlook,
          -1,
          outlook.size() + " children do not come in runs of " + draws.width() + " a parent");
    }
    double[] values = value.of(outlook, draws);
    if (values.length != outlook.size()) {
      throw broken(
          outlook, -1, "there are " + values.length + " values for " + outlook.size() + " states");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) || values[i] == Double.POSITIVE_INFINITY) {
        throw broken(outlook, i, "the value is " + values[i] + "; it must be a number or −∞");
      }
    }
    if (level.atLeast(Assertions.FULL)) {
      anew(outlook, draws, values);
      remember(outlook, values);
    }
    return values;
  }

  /** Values that are worked out again, by networks that remember nothing, must be the same. */
  private void anew(Outlook<B> outlook, Draws draws, double[] values) {
    Steering<B> other = twin.get();
    Outlook<B> look = other.process().look(outlook.states(), outlook.step());
    double[] again = other.value().of(look, draws);
    for (int i = 0; i < values.length; i++) {
      if (!close(values[i], again[i])) {
        throw broken(
            outlook,
            i,
            "the value is " + values[i] + ", and " + again[i] + " when worked out anew");
      }
    }
  }

  private void remember(Outlook<B> outlook, double[] values) {
    if (outlook.step() != step) {
      told.clear();
      step = outlook.step();
    }
    for (int i = 0; i < values.length; i++) {
      B state = outlook.states().select(new int[] {i});
      told.computeIfAbsent(state, s -> new HashSet<>()).add(values[i]);
    }
  }

  /** Whether a value may be that of a state; where the state was not asked about, any may. */
  boolean mayBe(B state, int step, double value) {
    return step != this.step || told.getOrDefault(state, Set.of(value)).contains(value);
  }

  static boolean close(double a, double b) {
    return a == b || Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a));
  }

  private Violation broken(Outlook<B> outlook, int row, String what) {
    return new Violation(method, outlook.step(), row, what);
  }
}
