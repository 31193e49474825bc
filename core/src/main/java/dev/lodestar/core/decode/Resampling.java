package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resampler;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How and when weighted particles are turned into copies, and among whom.
 *
 * <p>With one particle a design the group of designs is one population, as in {@link Smc}. With
 * more, every design has a population of its own and designs never meet: an island whose rows all
 * carry the island's mean weight after it was resampled, so that the mean weight of the whole batch
 * stays an unbiased estimate of Z (Vergé, Dubarry, Del Moral, Moulines, "On parallel implementation
 * of sequential Monte Carlo methods: the island particle model", 2015).
 *
 * @param scheme resampling scheme
 * @param essThreshold resample below this share of the population; 1 for always, 0 for never before
 *     the data
 * @param when denoising steps after which resampling is considered
 * @param particles particles a design that resample among themselves; 1 for one population of all
 *     designs of the group
 */
public record Resampling(Resampler scheme, double essThreshold, Interval when, int particles) {
  public Resampling {
    Check.share("ess-threshold", essThreshold);
    Check.atLeastOne("particles", particles);
  }

  /** Of the whole group, considered after every step. */
  public Resampling(Resampler scheme, double essThreshold) {
    this(scheme, essThreshold, Interval.always(), 1);
  }

  boolean independent() {
    return particles > 1;
  }

  /** Addresses of the particles of the given designs. */
  Draws particlesOf(Draws designs) {
    return designs.children(particles);
  }

  /**
   * A population after a step, resampled if it should be.
   *
   * @param before addresses of the step just taken
   * @param taken denoising steps taken so far
   */
  <B extends Particles<B>> Population<B> after(Population<B> next, Draws before, int taken) {
    if (independent()) {
      return next.step() > 0 && when.has(taken) ? islands(next, before) : next;
    }
    LogWeights w = next.weights();
    if (next.step() > 0 && !(when.has(taken) && poor(w.ess(), next.size()))) {
      return next;
    }
    double logZ = next.logZ() + w.logMean();
    int[] rows = new int[next.size()];
    if (w.uniform()) {
      Arrays.setAll(rows, i -> i);
    } else {
      rows = scheme.ancestors(w.normalised(), next.size(), before.ofGroup(Purpose.RESAMPLE));
    }
    return next.resampled(rows, logZ);
  }

  /** One row a design: a draw by weight out of each island. */
  <B extends Particles<B>> Population<B> finish(Population<B> last) {
    if (!independent()) {
      return last;
    }
    Draws designs = last.draws().perDesign();
    int[] rows = Choice.oneOfEach(last.weights().toArray(), particles, 1, designs);
    return last.resampled(rows, last.logZ() + last.weights().logMean());
  }

  private <B extends Particles<B>> Population<B> islands(Population<B> next, Draws before) {
    int[] rows = new int[next.size()];
    double[] weights = next.weights().toArray();
    Arrays.setAll(rows, i -> i);
    for (int from = 0; from < rows.length; from += particles) {
      LogWeights w = LogWeights.of(Arrays.copyOfRange(weights, from, from + particles));
      if (!w.uniform() && poor(w.ess(), particles)) {
        RandomGenerator rng = before.at(from, Purpose.RESAMPLE);
        int[] drawn = scheme.ancestors(w.normalised(), particles, rng);
        for (int k = 0; k < particles; k++) {
          rows[from + k] = from + drawn[k];
        }
        Arrays.fill(weights, from, from + particles, w.logMean());
      }
    }
    return next.resampled(rows, LogWeights.of(weights), next.logZ(), next.draws());
  }

  private boolean poor(double ess, int size) {
    return ess < essThreshold * size || essThreshold == 1;
  }
}
