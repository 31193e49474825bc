package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * SVDD-R: SVDD, and after every step the worst few per cent of the batch give way to copies of
 * others, drawn in proportion to exp(v̂/τ).
 *
 * <p>Source: SVDD (2408.08252), Algorithm 2, which leaves τ open. In reward units a fixed τ would
 * be greedy for one reward and blind for another; {@code refillTemperature} 0 means the standard
 * deviation of the survivors' values.
 *
 * @param svdd the step of each particle
 * @param replaceRate share of the batch replaced each step, rounded down, but at least one row
 *     where the share is above 0 and another row is left
 * @param refillTemperature τ in reward units, or 0 for the survivors' standard deviation
 * @param when after which steps; copies made early have noise left in which to become different
 *     designs, those made at the end stay copies
 */
public record SvddR(Svdd svdd, double replaceRate, double refillTemperature, Interval when)
    implements Method {
  public SvddR {
    Check.share("replace-rate", replaceRate);
    Check.notNegative("refill-temperature", refillTemperature);
    if (replaceRate == 1) {
      throw new IllegalArgumentException("replace-rate must leave survivors: below 1");
    }
  }

  /** Replaces after every step. */
  public SvddR(int width, double alpha, double replaceRate, double refillTemperature) {
    this(new Svdd(width, alpha), replaceRate, refillTemperature, Interval.always());
  }

  @Override
  public String name() {
    return "svdd-r";
  }

  @Override
  public boolean independent() {
    return false;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return svdd.start(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Population<B> next = svdd.step(steering, now);
    int worst = replaced(replaceRate, next.size());
    if (worst == 0 || !when.has(steering.process().steps() - next.step())) {
      return next;
    }
    RandomGenerator rng = now.draws().ofGroup(Purpose.RESAMPLE);
    return next.resampled(replaceWorst(next.values(), worst, refillTemperature, rng), next.logZ());
  }

  /** How many rows give way: a share of few rows is still one of them. */
  static int replaced(double rate, int rows) {
    return rate == 0 ? 0 : Math.min(rows - 1, Math.max(1, (int) (rate * rows)));
  }

  /** Every row itself, the {@code worst} lowest replaced by draws among the others. */
  static int[] replaceWorst(
      double[] values, int worst, double refillTemperature, RandomGenerator rng) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] survivors = Arrays.copyOfRange(order, worst, order.length);
    Arrays.sort(survivors);
    double[] alive = Choice.pick(values, survivors);
    double temperature = refillTemperature > 0 ? refillTemperature : deviation(alive);
    double[] scaled = new double[alive.length];
    Arrays.setAll(scaled, i -> temperature > 0 ? alive[i] / temperature : 0);
    int[] drawn =
        Resamplers.MULTINOMIAL.ancestors(LogWeights.softmax(scaled, 0, scaled.length), worst, rng);
    int[] rows = IntStream.range(0, values.length).toArray();
    for (int k = 0; k < worst; k++) {
      rows[order[k]] = survivors[drawn[k]];
    }
    return rows;
  }

  /** Standard deviation of the finite values; 0 for fewer than two. */
  private static double deviation(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(finite).average().orElse(0);
    double squares = Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum();
    return finite.length < 2 ? 0 : Math.sqrt(squares / finite.length);
  }
}
