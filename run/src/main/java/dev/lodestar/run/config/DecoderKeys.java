package dev.lodestar.run.config;

import dev.lodestar.core.decode.BeamSchedule;
import dev.lodestar.core.decode.FkSteering;
import dev.lodestar.core.decode.SearchSchedule;
import dev.lodestar.core.decode.Spread;
import dev.lodestar.core.weight.Resamplers;
import java.util.List;

/** The parameters of methods of one pass, in the table {@code [decoder]}; each declared once. */
public final class DecoderKeys {
  public static final Key<Integer> WIDTH =
      Key.of("decoder", "width", Type.whole(1, 1000), 10, "children a particle and step, M");
  public static final Key<Double> ALPHA =
      Key.of(
          "decoder",
          "alpha",
          Type.number(0, 1e6),
          0.0,
          "temperature in reward units; 0 always takes the best");
  public static final Key<Integer> N =
      Key.of(
          "decoder", "n", Type.whole(1, 10_000), 10, "pre-trained designs of which the best stays");
  public static final Key<String> RESAMPLER =
      Key.of(
          "decoder",
          "resampler",
          Type.choice(Resamplers.values()),
          "systematic",
          "how ancestors are drawn");
  public static final Key<Double> ESS_THRESHOLD =
      Key.of(
          "decoder",
          "ess-threshold",
          Type.number(0, 1),
          0.5,
          "resample when the effective sample size falls below this share of the population");
  public static final Key<Double> REPLACE_RATE =
      Key.of(
          "decoder",
          "replace-rate",
          Type.number(0, 0.5),
          0.05,
          "share of the population, the worst, that is replaced each step");
  public static final Key<Double> REFILL_TEMPERATURE =
      Key.of(
          "decoder",
          "refill-temperature",
          Type.number(0, 1e6),
          0.0,
          "temperature, in reward units, at which those that take their place are drawn; 0: the"
              + " standard deviation of the survivors' values");
  public static final Key<Double> STRENGTH =
      Key.of(
          "decoder",
          "strength",
          Type.number(0, 1e6),
          1.0,
          "strength of the guidance, 0 for none; of a gradient 1/alpha, in inverse reward units; of"
              + " classifier-free guidance the weight of the condition, 1 being the conditional model");
  public static final Key<Integer> BEAMS =
      Key.of("decoder", "beams", Type.whole(1, 1000), 4, "beams a design, B");
  public static final Key<Integer> POOL =
      Key.of(
          "decoder",
          "pool",
          Type.whole(1, 100_000),
          1,
          "designs that share their beams or compete; 1 keeps every design apart");
  public static final Key<Integer> WIDEN =
      Key.of(
          "decoder",
          "widen",
          Type.whole(1, 100),
          2,
          "factor on the width at steps that are searched");
  public static final Key<Integer> OVER =
      Key.of("decoder", "over", Type.whole(1, 1000), 4, "beams a design at noise");
  public static final Key<String> DROP =
      Key.of(
          "decoder",
          "drop",
          Type.choice(BeamSchedule.values()),
          "exponential",
          "how the beams fall to one a design");
  public static final Key<String> SEARCH =
      Key.of(
          "decoder",
          "search",
          Type.choice(SearchSchedule.values()),
          "all",
          "which steps are searched");
  public static final Key<String> POTENTIAL =
      Key.of(
          "decoder",
          "potential",
          Type.choice(FkSteering.Potential.values()),
          "difference",
          "how what a path has promised becomes its weight");
  public static final Key<Integer> EVERY =
      Key.of("decoder", "every", Type.whole(1, 10_000), 1, "steps from one resampling to the next");
  public static final Key<Integer> FROM_STEP =
      Key.of(
          "decoder",
          "from-step",
          Type.whole(1, 10_000),
          1,
          "first denoising step after which particles are resampled (svdd-r: the worst replaced), counted"
              + " from 1 at pure noise");
  public static final Key<Integer> TO_STEP =
      Key.of(
          "decoder",
          "to-step",
          Type.whole(0, 10_000),
          0,
          "last such step; 0: no limit. Weighted particles are resampled at the data whatever the window");
  public static final Key<Integer> PARTICLES =
      Key.of(
          "decoder",
          "particles",
          Type.whole(1, 10_000),
          1,
          "particles of a design's own that resample among themselves; 1: the designs of a group"
              + " are one population");
  public static final Key<String> GRADIENT =
      Key.of(
          "decoder",
          "gradient",
          Type.choice(List.of("posterior-mean", "monte-carlo")),
          "posterior-mean",
          "of which value: of the reward through the denoiser, or of the learned value");
  public static final Key<Double> TWIST =
      Key.of(
          "decoder",
          "twist",
          Type.number(0, 100),
          1.0,
          "strength of the gradient in units of 1/alpha; 0 is none, 1 as in the paper");
  public static final Key<String> SPREAD =
      Key.of(
          "decoder",
          "spread",
          Type.choice(List.of("ess", "kl")),
          "ess",
          "what says how unequal weights may become: their effective sample size, or their"
              + " divergence from equal ones");
  public static final Key<Double> TARGET =
      Key.of(
          "decoder",
          "target",
          Type.number(1e-6, 1e3),
          0.5,
          "share of the sample size that must stay effective, below 1; or the divergence, in nats,"
              + " that is allowed");

  static final List<Key<?>> ALL =
      List.of(
          WIDTH,
          ALPHA,
          N,
          RESAMPLER,
          ESS_THRESHOLD,
          REPLACE_RATE,
          REFILL_TEMPERATURE,
          STRENGTH,
          BEAMS,
          POOL,
          WIDEN,
          OVER,
          DROP,
          SEARCH,
          POTENTIAL,
          EVERY,
          FROM_STEP,
          TO_STEP,
          PARTICLES,
          GRADIENT,
          TWIST,
          SPREAD,
          TARGET);

  private DecoderKeys() {}

  /** How unequal weights may become. */
  static Spread spread(Settings s) {
    double target = s.get(TARGET);
    return s.get(SPREAD).equals("kl") ? new Spread.Kl(target) : new Spread.Ess(target);
  }
}
