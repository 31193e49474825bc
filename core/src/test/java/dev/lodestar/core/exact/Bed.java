package dev.lodestar.core.exact;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.Optional;

/**
 * A small space with its sampler and its exact twin.
 *
 * @param network the denoiser
 * @param schedule noise levels; a high end leaves masks for the final noise removal
 * @param fixed for each position its token, or {@link MaskedProcess#FREE}
 * @param exact the same process by enumeration
 */
public record Bed(
    TokenDenoiser network, LogLinearSchedule schedule, int[] fixed, ExactMasked exact) {

  /** A bed of a denoiser. */
  public static Bed of(TokenDenoiser network, LogLinearSchedule schedule, int... fixed) {
    return new Bed(network, schedule, fixed, new ExactMasked(network, schedule, fixed));
  }

  /**
   * Three letters over three free positions, four steps, a time-dependent arbitrary denoiser; a
   * quarter of the positions is left for the final noise removal.
   */
  public static Bed small() {
    return of(
        new ArbitraryDenoiser(5, 3, 1.0, false),
        new LogLinearSchedule(4, 0.25),
        MaskedProcess.free(3));
  }

  /** Rewards drawn at random for every design, standard normal. */
  public Objective<Tokens> reward(long seed) {
    return clean ->
        Arrays.stream(exact.states().indices(clean))
            .mapToDouble(s -> new Philox(seed, 1, s, 0, 0).nextGaussian())
            .toArray();
  }

  /** Values drawn at random for every state and noise level, standard normal. */
  public double[][] randomValues(long seed) {
    double[][] v = new double[exact.steps() + 1][exact.states().size()];
    for (int t = 0; t < v.length; t++) {
      for (int s = 0; s < v[t].length; s++) {
        v[t][s] = new Philox(seed, 2, s, t, 0).nextGaussian();
      }
    }
    return v;
  }

  /** Gradients drawn at random for every state and noise level, standard normal. */
  public Guide<Tokens> guide(long seed) {
    return outlook -> {
      Tokens x = outlook.states();
      int row = x.length() * (network.vocabulary() + 1);
      float[] out = new float[x.size() * row];
      int[] states = exact.states().indices(x);
      for (int i = 0; i < states.length; i++) {
        Philox rng = new Philox(seed, 3, states[i], outlook.step(), 0);
        for (int k = 0; k < row; k++) {
          out[i * row + k] = (float) rng.nextGaussian();
        }
      }
      return out;
    };
  }

  /** The sampler, with an empty memory and no limit. */
  public MaskedProcess process() {
    return process(new Meter(Budget.unlimited()));
  }

  /** The sampler under a meter. */
  public MaskedProcess process(Meter meter) {
    return new MaskedProcess(network, schedule, fixed, new TokenDraw.InverseCdf(), meter);
  }

  /** One group of designs. */
  public Decoding.Outcome<Tokens> decode(
      Decoder method, ValueFunction<Tokens> value, long seed, long first, int designs) {
    return Decoding.run(
        method,
        new Steering<>(process(), value, Optional.of(guide(9))),
        Streams.of(seed),
        first,
        designs,
        p -> {});
  }

  /** How often each state was designed. */
  public long[] counts(Tokens designs) {
    long[] out = new long[exact.states().size()];
    Arrays.stream(exact.states().indices(designs)).forEach(s -> out[s]++);
    return out;
  }
}
