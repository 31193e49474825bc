package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * DSearch-R: SVDD that widens at the steps its schedule searches, and after every step the worst
 * few per cent of each pool give way to copies of others, drawn in proportion to exp(v̂/τ).
 *
 * <p>The released code refills by exp(v̂) in raw reward units, which is greedy for one reward and
 * blind for another; {@code refillTemperature} 0 means the standard deviation of the survivors'
 * values. With {@code widen = 1} and one pool it is greedy SVDD-R.
 *
 * <p>Source: Li, Uehara et al., DSearch (2503.02039), Algorithm 2.
 *
 * @param dup children a particle at steps that are not searched
 * @param widen w, factor on the children at steps that are searched
 * @param search which steps are searched
 * @param replaceRate ρ, share of a pool replaced after each step, rounded down, but at least one
 *     row where it is above 0
 * @param refillTemperature τ in reward units, or 0 for the survivors' standard deviation
 * @param pool designs that compete, at least 2
 */
public record DSearchR(
    int dup,
    int widen,
    SearchSchedule search,
    double replaceRate,
    double refillTemperature,
    int pool)
    implements Method {
  public DSearchR {
    Check.atLeastOne("dup", dup);
    Check.atLeastOne("widen", widen);
    Check.share("replace-rate", replaceRate);
    Check.notNegative("refill-temperature", refillTemperature);
    if (replaceRate == 1) {
      throw new IllegalArgumentException("replace-rate must leave survivors: below 1");
    }
    if (pool < 2) {
      throw new IllegalArgumentException(
          "pool must be at least 2 for dsearch-r, not "
              + pool
              + ": a design alone has none to give way to; dsearch keeps designs apart");
    }
  }

  @Override
  public String name() {
    return "dsearch-r";
  }

  @Override
  public boolean independent() {
    return false;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return Pretrained.unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Draws draws = now.draws();
    int steps = steering.process().steps();
    boolean wide = search.searches(steps - now.step(), steps - 1, draws);
    Population<B> next = new Svdd(wide ? dup * widen : dup, 0).step(steering, now);
    int[] rows = IntStream.range(0, next.size()).toArray();
    int size = Math.min(pool, rows.length);
    for (int from = 0; from < rows.length; from += size) {
      double[] values = Arrays.copyOfRange(next.values(), from, Math.min(rows.length, from + size));
      int worst = SvddR.replaced(replaceRate, values.length);
      RandomGenerator rng = draws.at(from, Purpose.RESAMPLE);
      int[] kept = SvddR.replaceWorst(values, worst, refillTemperature, rng);
      for (int k = 0; k < kept.length; k++) {
        rows[from + k] = from + kept[k];
      }
    }
    return next.resampled(rows, next.logZ());
  }
}
