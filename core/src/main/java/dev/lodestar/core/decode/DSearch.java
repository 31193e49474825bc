package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;

/**
 * DSearch: beams that each keep their best child, and whose number falls from step to step while
 * the children of each grow, so that every searched step costs about the same.
 *
 * <p>Differs from the released code in three points: beams belong to a pool of designs and are
 * never compared across pools; the last step is searched like any other; whether a step is searched
 * is addressed randomness. With {@code widen = over = 1} it is greedy SVDD of width {@code dup}.
 *
 * <p>Source: Li, Uehara et al., "Dynamic search for inference-time alignment in diffusion models"
 * (2503.02039), Algorithm 1.
 *
 * @param dup children a beam at steps that are not searched
 * @param widen w, factor on the children at steps that are searched
 * @param over beams a design at noise
 * @param drop how the beams fall to one a design
 * @param search which steps are searched
 * @param pool designs that share their beams; 1 keeps designs apart
 */
public record DSearch(
    int dup, int widen, int over, BeamSchedule drop, SearchSchedule search, int pool)
    implements Method {
  public DSearch {
    Check.atLeastOne("dup", dup);
    Check.atLeastOne("widen", widen);
    Check.atLeastOne("over", over);
    Check.atLeastOne("pool", pool);
  }

  @Override
  public String name() {
    return "dsearch";
  }

  @Override
  public boolean independent() {
    return pool == 1;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    return pools().start(steering, designs);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    int steps = steering.process().steps();
    int i = steps - now.step();
    int designs = now.draws().designs();
    Population<B> next = new Svdd(children(i, steps, now.draws()), 0).step(steering, now);
    int[] rows =
        pools()
            .best(
                next.outlook().states(),
                next.values(),
                pools().of(next),
                designs,
                n -> beams(i + 1, steps, n));
    return next.resampled(rows, next.logZ())
        .readdressed(pools().draws(next.draws(), beams(i + 1, steps, 1)));
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return pools().finish(last);
  }

  private Pools pools() {
    return new Pools(pool, over);
  }

  /** Beams of a pool of {@code designs} before step {@code i}. */
  int beams(int i, int steps, int designs) {
    int most = Math.multiplyExact(over, designs);
    return i == 0 ? most : drop.after(i - 1, steps - 1, most, designs);
  }

  /** Children a beam at step {@code i}. */
  int children(int i, int steps, Draws draws) {
    if (!search.searches(i, steps - 1, draws)) {
      return dup;
    }
    int full = pools().largest(draws.designs());
    double share = (double) over * full / beams(i, steps, full);
    return (int) Math.floor(widen * dup * Math.max(1, share) + 1e-9);
  }
}
