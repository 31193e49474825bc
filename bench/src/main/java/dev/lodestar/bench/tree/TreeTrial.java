package dev.lodestar.bench.tree;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.TreeSearch;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.PosteriorMean;
import java.util.Arrays;

/**
 * What one search of one tree took, and what it came to.
 *
 * @param seconds wall time
 * @param network evaluations
 * @param logZ the tree's estimate of log Z
 * @param designs hash of the designs, their values and log Z: equal for equal results
 */
record TreeTrial(double seconds, long network, double logZ, int designs) {
  private static final int DESIGNS = 64;

  /**
   * Grows a tree from nothing, and draws designs from it.
   *
   * @param sampling how the task's model is drawn from
   * @param rollouts roll-outs of the tree
   * @param leaves roll-outs that are under way together
   */
  static <B extends Particles<B>, D> TreeTrial of(
      Task<B, D> task, Sampling sampling, int rollouts, int leaves, double alpha, long seed) {
    Meter meter = new Meter(Budget.unlimited());
    ReverseProcess<B> process = task.process(sampling, Constraints.none(), meter);
    CompositeReward<D> reward = new CompositeReward<>(task.reward(), Aggregation.WEIGHTED_SUM);
    PosteriorMean<B> value =
        new PosteriorMean<>(new RewardObjective<>(task.codec(), reward, new FailurePolicy.Drop(0)));
    TreeSearch dts =
        new TreeSearch(rollouts, leaves, alpha, 5, 2, 0.8, new TreeSearch.Sample(0), DESIGNS);
    long start = System.nanoTime();
    Decoding.Outcome<B> outcome =
        Decoding.run(
            dts, new Steering<>(process, value), Streams.of(seed), 0, DESIGNS, population -> {});
    double seconds = (System.nanoTime() - start) * 1e-9;
    int hash = 31 * outcome.designs().hashCode() + Arrays.hashCode(outcome.population().values());
    double logZ = outcome.population().logZ();
    return new TreeTrial(
        seconds, meter.spent().networkCalls(), logZ, 31 * hash + Double.hashCode(logZ));
  }

  /** One line of text. */
  String line() {
    return seconds + " " + network + " " + logZ + " " + designs;
  }

  /** Reads {@link #line}. */
  static TreeTrial parse(String line) {
    String[] parts = line.split(" ");
    if (parts.length != 4) {
      throw new IllegalStateException("a worker answered '" + line + "'");
    }
    return new TreeTrial(
        Double.parseDouble(parts[0]),
        Long.parseLong(parts[1]),
        Double.parseDouble(parts[2]),
        Integer.parseInt(parts[3]));
  }
}
