package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Regression by a table of states: for small spaces.
 *
 * <p>States are told apart by {@code equals}.
 *
 * @param <B> batch of states
 */
public final class TableRegression<B extends Particles<B>> implements SoftQ.Regression<B> {
  private final ValueFunction<B> elsewhere;
  private final Map<B, Double> table = new HashMap<>();

  /**
   * @param elsewhere the value of states that were not fitted on
   */
  public TableRegression(ValueFunction<B> elsewhere) {
    this.elsewhere = elsewhere;
  }

  @Override
  public void fit(B states, double[] targets, double alpha) {
    Map<B, double[]> sums = new HashMap<>();
    for (int i = 0; i < targets.length; i++) {
      double scaled = targets[i] / alpha;
      double[] sum =
          sums.computeIfAbsent(
              states.select(new int[] {i}), s -> new double[] {Double.NEGATIVE_INFINITY, 0});
      sum[0] = LogWeights.logSumExp(new double[] {sum[0], scaled}, 0, 2);
      sum[1]++;
    }
    table.clear();
    sums.forEach((state, s) -> table.put(state, alpha * (s[0] - StrictMath.log(s[1]))));
  }

  @Override
  public double[] predict(Outlook<B> outlook, Draws draws) {
    int n = outlook.size();
    B states = outlook.states();
    double[] out = new double[n];
    boolean known = true;
    for (int i = 0; i < n; i++) {
      Double value = table.get(states.select(new int[] {i}));
      out[i] = value == null ? Double.NaN : value;
      known &= value != null;
    }
    if (known) {
      return out;
    }
    double[] other = elsewhere.of(outlook, draws);
    return IntStream.range(0, n)
        .mapToDouble(i -> Double.isNaN(out[i]) ? other[i] : out[i])
        .toArray();
  }
}
