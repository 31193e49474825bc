package dev.lodestar.core.decode;

import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the populations of one group on their way from noise to data, and tells what of a
 * method's health can be read from them. It changes nothing and asks no network.
 *
 * @param <B> batch of states
 */
public final class Course<B extends Particles<B>> {
  private final Departure departure;
  private final int designs;
  private Optional<Population<B>> last = Optional.empty();
  private double chosen;

  /**
   * @param decoder what makes the designs
   * @param designs designs of the group
   */
  public Course(Decoder decoder, int designs) {
    this.departure = decoder.departure();
    this.designs = designs;
  }

  /**
   * A population after a step. NaN marks what the method does not have.
   *
   * @param step noise level reached
   * @param values finite estimated values, ascending, in reward units
   * @param ess effective sample size before the step's selection, as a share of the rows
   * @param ancestors rows at the start that have descendants, as a share of the rows now
   * @param families designs of the group whose rows at the start have descendants, as a share of
   *     the designs: what is left of the group where designs meet, 1 where they never do
   * @param states different states, as a share of the rows
   * @param logZ log of the normalising constant estimated so far
   * @param logZIncrement by how much it changed in this step
   * @param selected whether the step's selection dropped or copied any row
   */
  public record Step(
      int step,
      double[] values,
      double ess,
      double ancestors,
      double families,
      double states,
      double logZ,
      double logZIncrement,
      boolean selected) {}

  /**
   * What a finished group came to. NaN marks what is not known.
   *
   * @param logZ log of the normalising constant
   * @param variance relative variance of its exponential
   * @param divergence nats from the pre-trained model: where log Z is estimated this is E*[r]/α, of
   *     which log Z is still to be taken; else an upper bound
   */
  public record End(double logZ, double variance, double divergence) {}

  /** The next population, the first included. */
  public Step add(Population<B> now) {
    Optional<Population<B>> before = last;
    last = Optional.of(now);
    before.ifPresent(b -> chosen += choice(b, now));
    Optional<Lineage.Selection> selection = now.lineage().selection();
    LogWeights weights = selection.map(Lineage.Selection::weights).orElse(now.weights());
    double n = now.size();
    double logZ = logZ(now);
    return new Step(
        now.step(),
        Arrays.stream(now.values()).filter(Double::isFinite).sorted().toArray(),
        weighted() ? weights.ess() / weights.size() : Double.NaN,
        now.uniqueOrigins() / n,
        families(now),
        Diagnostics.differentStates(now) / n,
        logZ,
        logZ - before.map(this::logZ).orElse(departure instanceof Departure.Tilted ? 0 : logZ),
        selection.map(Lineage.Selection::changes).orElse(false));
  }

  /** What the group came to, judged by its last population. */
  public End end() {
    Population<B> now = last.filter(p -> p.step() == 0).orElse(null);
    if (now == null || departure instanceof Departure.Unknown) {
      return new End(Double.NaN, Double.NaN, Double.NaN);
    }
    if (departure instanceof Departure.Tilted tilted) {
      double mean = Diagnostics.meanTilt(now.weights(), now.values(), tilted.alpha());
      return new End(logZ(now), variance(now), mean);
    }
    double guided = Arrays.stream(now.lineage().divergence()).average().orElse(0);
    return new End(Double.NaN, Double.NaN, guided + chosen + once());
  }

  private boolean weighted() {
    return departure instanceof Departure.Tilted tilted && tilted.weighted();
  }

  private double logZ(Population<B> p) {
    return departure instanceof Departure.Tilted ? p.logZ() + p.weights().logMean() : Double.NaN;
  }

  private double variance(Population<B> p) {
    if (!weighted()) {
      return Double.NaN;
    }
    Lineage.Selection last =
        p.lineage()
            .selection()
            .orElse(new Lineage.Selection(p.weights(), p.origins(), new int[p.size()]));
    return Diagnostics.relativeVariance(last.weights(), last.origins(), p.lineage().founders());
  }

  private double families(Population<B> p) {
    int founders = p.lineage().founders();
    int each = Math.max(1, founders / designs);
    long left = Arrays.stream(p.origins()).map(o -> o / each).distinct().count();
    return left / (double) Math.min(designs, founders); // designs may share a tree from the start
  }

  private double once() {
    return departure instanceof Departure.Chosen c && !c.everyStep()
        ? Diagnostics.divergenceOfBestOf(c.candidates())
        : 0;
  }

  /** At most so many nats came of choosing among children in one step. */
  private double choice(Population<B> before, Population<B> now) {
    if (!(departure instanceof Departure.Chosen c) || !c.everyStep() || before.step() == 0) {
      return 0;
    }
    double most = Diagnostics.divergenceOfBestOf(c.candidates());
    B children = now.outlook().states();
    if (!(children instanceof Tokens) || children.size() != before.size()) {
      return most; // densities are no probabilities
    }
    double mean =
        Arrays.stream(before.outlook().logProb(children, 1))
            .map(p -> Diagnostics.divergenceOfChoice(c.candidates(), p))
            .average()
            .orElse(most);
    return Math.min(most, mean);
  }
}
