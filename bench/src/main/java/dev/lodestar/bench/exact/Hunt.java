package dev.lodestar.bench.exact;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How much a method spends until it has scored the best design of all: it makes designs, group
 * after group, under the posterior mean, and every design it makes is scored.
 *
 * @param size M, N, rounds or roll-outs
 * @param limit states put to the network after which a hunt is given up
 * @param hunts independent hunts
 */
record Hunt(World world, Entrant entrant, int size, long limit, int hunts, long seed) {

  /**
   * What the hunts came to; medians over all hunts, infinite where most failed.
   *
   * @param found hunts that found it
   * @param network median of the states put to the network
   * @param scored median of the different designs scored: what a ledger pays
   */
  record Spent(Entrant entrant, int size, int hunts, int found, double network, double scored) {}

  Spent run() {
    double[] network = new double[hunts];
    double[] scored = new double[hunts];
    for (int h = 0; h < hunts; h++) {
      Search search = new Search();
      search.run(Streams.of(seed + h));
      network[h] = search.network;
      scored[h] = search.different;
    }
    int found = (int) Arrays.stream(network).filter(Double::isFinite).count();
    return new Spent(entrant, size, hunts, found, median(network), median(scored));
  }

  /** One hunt. */
  private final class Search {
    private final Meter meter = new Meter(Budget.unlimited());
    private final BitSet seen = new BitSet();
    private final double best = world.landscape().rewards()[world.landscape().best()];
    private double network = Double.POSITIVE_INFINITY;
    private double different = Double.POSITIVE_INFINITY;

    void run(Streams streams) {
      Steering<Tokens> steering =
          Worth.POSTERIOR_MEAN.steering(world, Cell.process(world, meter), meter, scorer());
      Decoder decoder = entrant.make().of(size, world.landscape().alpha());
      int group = entrant.scale().group().applyAsInt(size);
      for (long first = 0; !found() && meter.spent().networkAsked() < limit; first += group) {
        Tokens designs = Decoding.run(decoder, steering, streams, first, group, p -> {}).designs();
        scorer().of(designs);
      }
    }

    private boolean found() {
      return Double.isFinite(network);
    }

    private Objective<Tokens> scorer() {
      return clean -> {
        double[] rewards = world.rewards().of(clean);
        for (int i = 0; i < rewards.length && !found(); i++) {
          seen.set(world.design(clean, i));
          if (rewards[i] == best) {
            network = meter.spent().networkAsked();
            different = seen.cardinality();
          }
        }
        return rewards;
      };
    }
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
