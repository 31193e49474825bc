package dev.lodestar.run.config;

import static dev.lodestar.run.config.DecoderKeys.ALPHA;
import static dev.lodestar.run.config.DecoderKeys.ESS_THRESHOLD;
import static dev.lodestar.run.config.DecoderKeys.EVERY;
import static dev.lodestar.run.config.DecoderKeys.FROM_STEP;
import static dev.lodestar.run.config.DecoderKeys.GRADIENT;
import static dev.lodestar.run.config.DecoderKeys.PARTICLES;
import static dev.lodestar.run.config.DecoderKeys.POOL;
import static dev.lodestar.run.config.DecoderKeys.POTENTIAL;
import static dev.lodestar.run.config.DecoderKeys.REFILL_TEMPERATURE;
import static dev.lodestar.run.config.DecoderKeys.REPLACE_RATE;
import static dev.lodestar.run.config.DecoderKeys.RESAMPLER;
import static dev.lodestar.run.config.DecoderKeys.SEARCH;
import static dev.lodestar.run.config.DecoderKeys.SPREAD;
import static dev.lodestar.run.config.DecoderKeys.TARGET;
import static dev.lodestar.run.config.DecoderKeys.TO_STEP;
import static dev.lodestar.run.config.DecoderKeys.TWIST;
import static dev.lodestar.run.config.DecoderKeys.WIDEN;
import static dev.lodestar.run.config.DecoderKeys.WIDTH;

import dev.lodestar.core.decode.DSearchR;
import dev.lodestar.core.decode.FkSteering;
import dev.lodestar.core.decode.Interval;
import dev.lodestar.core.decode.NestedSmc;
import dev.lodestar.core.decode.Proposal;
import dev.lodestar.core.decode.Resampling;
import dev.lodestar.core.decode.SearchSchedule;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.decode.TemperedSmc;
import dev.lodestar.core.decode.TwistedSmc;
import dev.lodestar.core.weight.Resampler;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;
import java.util.stream.Stream;

/** Methods of one pass in which particles meet: those of a group, or a design's own. */
final class PopulationMethods {
  private static final Key<Double> WEIGHING_ALPHA = ALPHA.or(0.5);
  private static final List<Key<?>> WINDOW = List.of(EVERY, FROM_STEP, TO_STEP);
  private static final List<Key<?>> RESAMPLING = List.of(RESAMPLER, ESS_THRESHOLD, PARTICLES);
  private static final List<Key<?>> WEIGHING = all(List.of(WEIGHING_ALPHA), RESAMPLING, WINDOW);

  static final List<MethodInfo> ALL =
      List.of(
          new MethodInfo(
              "svdd-r",
              "SVDD, and after every step the worst few give way to copies of others",
              "Li et al. 2024 (2408.08252), Algorithm 2",
              List.of("li2024svdd"),
              all(List.of(WIDTH, ALPHA, REPLACE_RATE, REFILL_TEMPERATURE), WINDOW),
              SteersBy.VALUE,
              s ->
                  new SvddR(
                      new Svdd(s.get(WIDTH), s.get(ALPHA)),
                      s.get(REPLACE_RATE),
                      s.get(REFILL_TEMPERATURE),
                      window(s))),
          new MethodInfo(
              "smc",
              "sequential Monte Carlo: the group is resampled by carried weights",
              "Uehara et al. 2025 (2501.09685), section 3.1; Del Moral et al. 2006",
              List.of("uehara2025tutorial", "delmoral2006smc", "douc2005resampling"),
              WEIGHING,
              SteersBy.VALUE,
              s -> new Smc(s.get(ALPHA), resampling(s))),
          new MethodInfo(
              "nested-smc",
              "SVDD inside SMC: each particle keeps one of its children, all are resampled by weight",
              "Uehara et al. 2025 (2501.09685), section 3.3; Naesseth et al. 2015 (1502.02536)",
              List.of("uehara2025tutorial", "naesseth2015nested", "douc2005resampling"),
              all(List.of(WIDTH), WEIGHING),
              SteersBy.VALUE,
              s ->
                  new NestedSmc(
                      s.get(WIDTH), s.get(ALPHA), new Proposal.Unguided(), resampling(s))),
          new MethodInfo(
              "fk-steering",
              "particles resampled every few steps by what their paths have promised",
              "Singhal et al. 2025 (2501.06848), Algorithm 1",
              List.of("singhal2025fk", "douc2005resampling"),
              all(List.of(POTENTIAL), WEIGHING),
              SteersBy.VALUE,
              s ->
                  new FkSteering(
                      Type.constant(FkSteering.Potential.class, s.get(POTENTIAL)),
                      s.get(ALPHA),
                      window(s),
                      resampling(s, Interval.always()))),
          new MethodInfo(
              "twisted-smc",
              "SMC whose particles follow the gradient, and are weighed for it",
              "Wu et al. 2023 (2306.17775), Algorithm 1",
              List.of("wu2023tds", "uehara2025tutorial", "douc2005resampling"),
              all(List.of(GRADIENT, TWIST), WEIGHING),
              SteersBy.VALUE_AND_GRADIENT,
              s -> new TwistedSmc(s.get(ALPHA), s.get(TWIST) / s.get(ALPHA), resampling(s))),
          new MethodInfo(
              "twisted-nested-smc",
              "nested SMC whose children follow the gradient, and are weighed for it",
              "Uehara et al. 2025 (2501.09685), section 3.3; Wu et al. 2023 (2306.17775)",
              List.of("uehara2025tutorial", "wu2023tds", "naesseth2015nested"),
              all(List.of(WIDTH, GRADIENT, TWIST), WEIGHING),
              SteersBy.VALUE_AND_GRADIENT,
              s ->
                  new NestedSmc(
                      s.get(WIDTH),
                      s.get(ALPHA),
                      new Proposal.Guided(s.get(TWIST) / s.get(ALPHA)),
                      resampling(s))),
          new MethodInfo(
              "tempered-smc",
              "SMC that approaches its temperature as fast as its weights stay equal enough",
              "Kim et al. 2025 (2501.05803); Del Moral et al. 2012",
              List.of("kim2025das", "delmoral2012adaptive", "douc2005resampling"),
              all(List.of(SPREAD, TARGET), WEIGHING),
              SteersBy.VALUE,
              s -> new TemperedSmc(s.get(ALPHA), DecoderKeys.spread(s), resampling(s))),
          new MethodInfo(
              "dsearch-r",
              "SVDD-R that widens at the steps its schedule searches, in pools of designs",
              "Li et al. 2025 (2503.02039), Algorithm 2",
              List.of("li2025dsearch"),
              List.of(WIDTH.or(5), WIDEN, SEARCH, REPLACE_RATE, REFILL_TEMPERATURE, POOL.or(64)),
              SteersBy.VALUE,
              s ->
                  new DSearchR(
                      s.get(WIDTH),
                      s.get(WIDEN),
                      Type.constant(SearchSchedule.class, s.get(SEARCH)),
                      s.get(REPLACE_RATE),
                      s.get(REFILL_TEMPERATURE),
                      s.get(POOL))));

  private PopulationMethods() {}

  @SafeVarargs
  private static List<Key<?>> all(List<? extends Key<?>>... parts) {
    return Stream.of(parts).<Key<?>>flatMap(List::stream).toList();
  }

  private static Resampling resampling(Settings s) {
    return resampling(s, window(s));
  }

  private static Resampling resampling(Settings s, Interval when) {
    Resampler scheme = Type.constant(Resamplers.class, s.get(RESAMPLER));
    return new Resampling(scheme, s.get(ESS_THRESHOLD), when, s.get(PARTICLES));
  }

  private static Interval window(Settings s) {
    int last = s.get(TO_STEP);
    return new Interval(s.get(FROM_STEP), last == 0 ? Integer.MAX_VALUE : last, s.get(EVERY));
  }
}
