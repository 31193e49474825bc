package dev.lodestar.bench.mixture;

import dev.lodestar.bench.exact.Entrant;
import dev.lodestar.bench.exact.Measured.Estimate;
import dev.lodestar.bench.exact.Tail;
import dev.lodestar.bench.exact.Worth;
import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.QuadratureChain;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One place of the comparison: a method under a value at a size. Its numbers depend on its settings
 * and the seed alone.
 *
 * @param runs independent runs
 */
record Trial(MixtureWorld world, Entrant entrant, Worth worth, int size, int runs, long seed) {
  /** Children that are in memory at a time. */
  private static final int ROWS = 8_192;

  Reached measure() {
    Meter meter = new Meter(Budget.unlimited());
    Objective<Latents> scorer =
        clean -> {
          meter.reward(clean.size(), clean.size());
          return world.reward().of(clean);
        };
    Steering<Latents> steering = world.steering(worth, meter, scorer);
    Decoder decoder = entrant.make().of(size, world.alpha());
    boolean estimates = entrant.scale().estimatesZ();
    boolean alone = decoder.independent() && !estimates;
    int group = alone ? 1 : entrant.scale().group().applyAsInt(size);
    int batch = alone ? Math.max(1, Math.min(runs, ROWS / Math.max(1, size))) : group;
    double[] ratios = new double[runs];
    double[] rewards = new double[runs];
    double[][] bounds = world.bounds();
    long[][] counts = new long[bounds.length][MixtureWorld.BINS];
    for (int run = 0; run < runs; ) {
      int designs = alone ? Math.min(batch, runs - run) : group;
      Decoding.Outcome<Latents> outcome =
          Decoding.run(decoder, steering, Streams.of(seed), (long) run * group, designs, p -> {});
      count(outcome.designs(), bounds, counts);
      double[] r = world.reward().of(outcome.designs());
      if (alone) {
        System.arraycopy(r, 0, rewards, run, designs);
        run += designs;
      } else {
        rewards[run] = Arrays.stream(r).average().orElseThrow();
        ratios[run++] = Math.exp(outcome.population().logZ() - world.logZ());
      }
    }
    return reached(ratios, rewards, distance(bounds, counts), floor(bounds), meter.spent());
  }

  private Reached reached(
      double[] ratios, double[] rewards, double variation, double floor, Meter.Spent spent) {
    double aim = world.meanReward(true);
    double[] weighted = new double[runs];
    double[] moments = new double[runs];
    for (int g = 0; g < runs; g++) {
      weighted[g] = ratios[g] * (rewards[g] - aim);
      moments[g] = Math.abs(weighted[g]);
    }
    boolean z = entrant.scale().estimatesZ();
    Estimate reward = Estimate.of(rewards);
    Optional<double[]> law = svddLaw();
    double own = law.map(this::meanReward).orElseGet(this::ownMean);
    return new Reached(
        world,
        entrant,
        worth,
        size,
        runs,
        (double) spent.networkAsked() / runs,
        (double) spent.rewardAsked() / runs,
        reward.less(aim),
        Double.isNaN(own) ? Estimate.NONE : reward.less(own),
        z ? Estimate.of(ratios).less(1) : Estimate.NONE,
        z ? Estimate.of(weighted) : Estimate.NONE,
        z ? Math.max(Tail.shape(ratios), Tail.shape(moments)) : Double.NaN,
        z ? rootMeanSquare(ratios) : Double.NaN,
        variation,
        law.map(this::fromTarget).orElse(Double.NaN),
        floor);
  }

  private static double rootMeanSquare(double[] ratios) {
    return Math.sqrt(Arrays.stream(ratios).map(Math::log).map(x -> x * x).average().orElse(0));
  }

  /** The law of SVDD's designs on the last grid of a sampler that is known by quadrature. */
  private Optional<double[]> svddLaw() {
    if (!entrant.name().equals("svdd") || world.chain().isEmpty()) {
      return Optional.empty();
    }
    Meter meter = new Meter(Budget.unlimited());
    ValueFunction<Latents> value = world.steering(worth, meter, world.reward()).value();
    return world.chain().map(c -> c.svdd(value, size, world.alpha()));
  }

  private double meanReward(double[] law) {
    double[] r = world.reward().of(world.chain().orElseThrow().designs());
    return IntStream.range(0, r.length).mapToDouble(j -> law[j] * r[j]).sum();
  }

  private double fromTarget(double[] law) {
    double[] aim = world.chain().orElseThrow().shares(true);
    return IntStream.range(0, aim.length).mapToDouble(j -> Math.abs(law[j] - aim[j])).sum() / 2;
  }

  /** Mean reward under the method's own law; NaN where that is not known. */
  private double ownMean() {
    boolean best = entrant.name().equals("best-of-n") || entrant.name().equals("random search");
    boolean plain = entrant.name().equals("pretrained");
    boolean narrow = entrant.name().equals("svdd") || entrant.name().equals("svdd greedy");
    if (plain || best && size == 1 || narrow && size == 1) {
      return world.meanReward(false);
    }
    return best && world.chain().isPresent() ? bestOf(world.chain().get()) : Double.NaN;
  }

  /** E[best of n rewards], by quadrature. */
  private double bestOf(QuadratureChain chain) {
    double[] r = world.reward().of(chain.designs());
    double[] p = chain.shares(false);
    int[] order =
        IntStream.range(0, r.length)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> r[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double below = 0;
    double sum = 0;
    for (int j : order) {
      double next = Math.min(1, below + p[j]);
      sum += r[j] * (StrictMath.pow(next, size) - StrictMath.pow(below, size));
      below = next;
    }
    return sum;
  }

  private static void count(Latents designs, double[][] bounds, long[][] counts) {
    int d = bounds.length;
    for (int k = 0; k < designs.data().length; k++) {
      int bin = Arrays.binarySearch(bounds[k % d], designs.data()[k]);
      counts[k % d][bin < 0 ? -bin - 1 : bin]++;
    }
  }

  private double distance(double[][] bounds, long[][] counts) {
    double sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      double[] share = world.shares(i, bounds[i]);
      double n = Arrays.stream(counts[i]).sum();
      for (int b = 0; b < share.length; b++) {
        sum += Math.abs(counts[i][b] / n - share[b]) / 2;
      }
    }
    return sum / bounds.length;
  }

  /** E|p̂ − p| = √(2p(1−p)/πn). */
  private double floor(double[][] bounds) {
    double sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      for (double p : world.shares(i, bounds[i])) {
        sum += Math.sqrt(2 * p * (1 - p) / (Math.PI * runs)) / 2;
      }
    }
    return sum / bounds.length;
  }
}
