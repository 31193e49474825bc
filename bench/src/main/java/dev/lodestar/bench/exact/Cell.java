package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.Measured.Estimate;
import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.Optional;

/**
 * One place of the comparison: a method under a value at a size. Its numbers depend on its settings
 * and the seed alone.
 *
 * @param runs independent runs
 */
record Cell(World world, Entrant entrant, Worth worth, int size, int runs, long seed) {
  /** Children that are in memory at a time. */
  private static final int ROWS = 8_192;

  Measured measure() {
    Meter meter = new Meter(Budget.unlimited());
    Objective<Tokens> reward =
        clean -> {
          meter.reward(clean.size(), clean.size());
          return world.rewards().of(clean);
        };
    Steering<Tokens> steering = worth.steering(world, process(world, meter), meter, reward);
    Decoder decoder = entrant.make().of(size, world.landscape().alpha());
    Tally tally = new Tally(world, runs);
    int group = entrant.scale().group().applyAsInt(size);
    if (decoder.independent() && !entrant.scale().estimatesZ()) {
      int batch = Math.max(1, ROWS / Math.max(1, size));
      for (int from = 0; from < runs; from += batch) {
        int n = Math.min(batch, runs - from);
        for (int design : designs(decode(decoder, steering, from, n).designs())) {
          tally.run(Double.NaN, design);
        }
      }
    } else {
      for (int g = 0; g < runs; g++) {
        Decoding.Outcome<Tokens> outcome = decode(decoder, steering, (long) g * group, group);
        double logZ = outcome.population().logZ();
        double ratio = entrant.scale().estimatesZ() ? Math.exp(logZ - world.logZ()) : Double.NaN;
        tally.run(ratio, designs(outcome.designs()));
      }
    }
    return measured(tally, group, meter.spent());
  }

  /** The sampler, counting into a meter. */
  static MaskedProcess process(World world, Meter meter) {
    return new MaskedProcess(
        world.network(),
        world.schedule(),
        MaskedProcess.free(world.landscape().length()),
        new TokenDraw.InverseCdf(),
        meter);
  }

  private Decoding.Outcome<Tokens> decode(
      Decoder decoder, Steering<Tokens> steering, long first, int designs) {
    return Decoding.run(decoder, steering, Streams.of(seed), first, designs, p -> {});
  }

  private int[] designs(Tokens clean) {
    int[] out = new int[clean.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = world.design(clean, i);
    }
    return out;
  }

  private Measured measured(Tally tally, int group, Meter.Spent spent) {
    boolean z = entrant.scale().estimatesZ();
    Optional<double[]> law = entrant.law().of(world, worth, size);
    return new Measured(
        entrant,
        worth,
        size,
        group,
        runs,
        (double) spent.networkAsked() / runs,
        (double) spent.rewardAsked() / runs,
        tally.reward().less(world.mean(world.law())),
        law.map(l -> tally.reward().less(world.mean(l))).orElse(Estimate.NONE),
        z ? tally.z() : Estimate.NONE,
        z ? tally.weighted() : Estimate.NONE,
        z ? tally.tail() : Double.NaN,
        z ? tally.logZ() : Double.NaN,
        tally.marginal(),
        tally.divergence(),
        tally.floor(),
        tally.joint(),
        tally.optimum());
  }
}
