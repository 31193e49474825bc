package dev.lodestar.run.config;

import static dev.lodestar.run.config.DecoderKeys.ALPHA;
import static dev.lodestar.run.config.DecoderKeys.BEAMS;
import static dev.lodestar.run.config.DecoderKeys.DROP;
import static dev.lodestar.run.config.DecoderKeys.ESS_THRESHOLD;
import static dev.lodestar.run.config.DecoderKeys.EVERY;
import static dev.lodestar.run.config.DecoderKeys.N;
import static dev.lodestar.run.config.DecoderKeys.OVER;
import static dev.lodestar.run.config.DecoderKeys.POOL;
import static dev.lodestar.run.config.DecoderKeys.POTENTIAL;
import static dev.lodestar.run.config.DecoderKeys.REFILL_TEMPERATURE;
import static dev.lodestar.run.config.DecoderKeys.REPLACE_RATE;
import static dev.lodestar.run.config.DecoderKeys.RESAMPLER;
import static dev.lodestar.run.config.DecoderKeys.SEARCH;
import static dev.lodestar.run.config.DecoderKeys.STRENGTH;
import static dev.lodestar.run.config.DecoderKeys.WIDEN;
import static dev.lodestar.run.config.DecoderKeys.WIDTH;

import dev.lodestar.core.decode.Beam;
import dev.lodestar.core.decode.BeamSchedule;
import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.DSearch;
import dev.lodestar.core.decode.DSearchR;
import dev.lodestar.core.decode.FkSteering;
import dev.lodestar.core.decode.Guidance;
import dev.lodestar.core.decode.Interval;
import dev.lodestar.core.decode.NestedSmc;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Resampling;
import dev.lodestar.core.decode.SearchSchedule;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.weight.Resampler;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;
import java.util.Locale;

/** The methods by name. Adding one is adding an entry to this list. */
public final class MethodCatalog {
  /** Every method, in the order of the manual. */
  public static final List<MethodInfo> ALL =
      List.of(
          new MethodInfo(
              "pretrained",
              "the pre-trained model, unguided: what every method is measured against",
              "Sahoo et al. 2024 (2406.07524)",
              List.of("sahoo2024mdlm"),
              List.of(),
              SteersBy.REWARD,
              s -> new Pretrained()),
          new MethodInfo(
              "best-of-n",
              "n unguided designs for each one that is kept, the best by the reward",
              "Stiennon et al. 2020 (2009.01325)",
              List.of("stiennon2020summarize"),
              List.of(N),
              SteersBy.REWARD,
              s -> new BestOfN(s.get(N))),
          new MethodInfo(
              "svdd",
              "each particle draws `width` children and keeps one by exp(value/alpha)",
              "Li et al. 2024 (2408.08252), Algorithm 1",
              List.of("li2024svdd"),
              List.of(WIDTH, ALPHA),
              SteersBy.VALUE,
              s -> new Svdd(s.get(WIDTH), s.get(ALPHA))),
          new MethodInfo(
              "svdd-r",
              "SVDD, and after every step the worst few give way to copies of others",
              "Li et al. 2024 (2408.08252), Algorithm 2",
              List.of("li2024svdd"),
              List.of(WIDTH, ALPHA, REPLACE_RATE, REFILL_TEMPERATURE),
              SteersBy.VALUE,
              s ->
                  new SvddR(
                      s.get(WIDTH), s.get(ALPHA), s.get(REPLACE_RATE), s.get(REFILL_TEMPERATURE))),
          new MethodInfo(
              "smc",
              "sequential Monte Carlo: the group is resampled by carried weights",
              "Uehara et al. 2025 (2501.09685), section 3.1; Del Moral et al. 2006",
              List.of("uehara2025tutorial", "delmoral2006smc", "douc2005resampling"),
              List.of(ALPHA.or(0.5), RESAMPLER, ESS_THRESHOLD),
              SteersBy.VALUE,
              s -> new Smc(s.get(ALPHA), resampler(s), s.get(ESS_THRESHOLD))),
          new MethodInfo(
              "nested-smc",
              "SVDD inside SMC: each particle keeps one of its children, all are resampled by weight",
              "Uehara et al. 2025 (2501.09685), section 3.3; Naesseth et al. 2015 (1502.02536)",
              List.of("uehara2025tutorial", "naesseth2015nested", "douc2005resampling"),
              List.of(WIDTH, ALPHA.or(0.5), RESAMPLER, ESS_THRESHOLD),
              SteersBy.VALUE,
              s -> new NestedSmc(s.get(WIDTH), s.get(ALPHA), resampler(s), s.get(ESS_THRESHOLD))),
          new MethodInfo(
              "fk-steering",
              "particles resampled every few steps by what their paths have promised",
              "Singhal et al. 2025 (2501.06848), Algorithm 1",
              List.of("singhal2025fk", "douc2005resampling"),
              List.of(POTENTIAL, ALPHA.or(0.5), EVERY, RESAMPLER, ESS_THRESHOLD),
              SteersBy.VALUE,
              s ->
                  new FkSteering(
                      FkSteering.Potential.valueOf(upper(s.get(POTENTIAL))),
                      s.get(ALPHA),
                      new Interval(1, Integer.MAX_VALUE, s.get(EVERY)),
                      new Resampling(resampler(s), s.get(ESS_THRESHOLD)))),
          new MethodInfo(
              "beam",
              "a design's `beams` best of all its beams' children go on",
              "Uehara et al. 2025 (2501.09685), section 3.2",
              List.of("uehara2025tutorial"),
              List.of(BEAMS, WIDTH, POOL),
              SteersBy.VALUE,
              s -> new Beam(s.get(BEAMS), s.get(WIDTH), s.get(POOL))),
          new MethodInfo(
              "dsearch",
              "beams that fall from `over` to one a design while the children of each grow",
              "Li et al. 2025 (2503.02039), Algorithm 1",
              List.of("li2025dsearch"),
              List.of(WIDTH.or(5), WIDEN, OVER, DROP, SEARCH, POOL),
              SteersBy.VALUE,
              s ->
                  new DSearch(
                      s.get(WIDTH),
                      s.get(WIDEN),
                      s.get(OVER),
                      BeamSchedule.valueOf(upper(s.get(DROP))),
                      SearchSchedule.valueOf(upper(s.get(SEARCH))),
                      s.get(POOL))),
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
                      SearchSchedule.valueOf(upper(s.get(SEARCH))),
                      s.get(REPLACE_RATE),
                      s.get(REFILL_TEMPERATURE),
                      s.get(POOL))),
          new MethodInfo(
              "classifier-guidance",
              "the kernel tilted by the gradient of the learned value",
              "Uehara et al. 2025 (2501.09685), section 5.1; Nisonoff et al. 2024 (2406.01572)",
              List.of("uehara2025tutorial", "nisonoff2024discrete", "dhariwal2021beat"),
              List.of(STRENGTH),
              SteersBy.VALUE_GRADIENT,
              s -> new Guidance("classifier-guidance", s.get(STRENGTH))),
          new MethodInfo(
              "dps",
              "the kernel tilted by the gradient of the reward through the denoiser",
              "Chung et al. 2023 (2209.14687); Uehara et al. 2025 (2501.09685), section 5.2",
              List.of("chung2023dps", "uehara2025tutorial"),
              List.of(STRENGTH),
              SteersBy.POSTERIOR_GRADIENT,
              s -> new Guidance("dps", s.get(STRENGTH))));

  /** The names of {@link #ALL}. */
  public static final List<String> NAMES = ALL.stream().map(MethodInfo::name).toList();

  private MethodCatalog() {}

  private static Resampler resampler(Settings s) {
    return Resamplers.valueOf(upper(s.get(RESAMPLER)));
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** The method of a name that was checked to be one of {@link #NAMES}. */
  public static MethodInfo of(String name) {
    return ALL.get(NAMES.indexOf(name));
  }

  /** The names of the methods that take a key. */
  static List<String> taking(Key<?> key) {
    return ALL.stream()
        .filter(m -> m.parameters().stream().anyMatch(p -> p.path().equals(key.path())))
        .map(MethodInfo::name)
        .toList();
  }

  /** The names of the methods that take a value. */
  static List<String> takingValue() {
    return ALL.stream().filter(MethodInfo::takesValue).map(MethodInfo::name).toList();
  }
}
