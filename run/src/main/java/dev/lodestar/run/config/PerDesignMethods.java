package dev.lodestar.run.config;

import static dev.lodestar.run.config.DecoderKeys.ALPHA;
import static dev.lodestar.run.config.DecoderKeys.BEAMS;
import static dev.lodestar.run.config.DecoderKeys.DROP;
import static dev.lodestar.run.config.DecoderKeys.GRADIENT;
import static dev.lodestar.run.config.DecoderKeys.N;
import static dev.lodestar.run.config.DecoderKeys.OVER;
import static dev.lodestar.run.config.DecoderKeys.POOL;
import static dev.lodestar.run.config.DecoderKeys.SEARCH;
import static dev.lodestar.run.config.DecoderKeys.SPREAD;
import static dev.lodestar.run.config.DecoderKeys.STRENGTH;
import static dev.lodestar.run.config.DecoderKeys.TARGET;
import static dev.lodestar.run.config.DecoderKeys.WIDEN;
import static dev.lodestar.run.config.DecoderKeys.WIDTH;

import dev.lodestar.core.decode.AdaptiveSvdd;
import dev.lodestar.core.decode.Beam;
import dev.lodestar.core.decode.BeamSchedule;
import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.DSearch;
import dev.lodestar.core.decode.Guidance;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.SearchSchedule;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.TwistedSvdd;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;

/** Methods of one pass in which designs never meet, unless a pool makes them. */
final class PerDesignMethods {
  static final List<MethodInfo> ALL =
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
              "adaptive-svdd",
              "SVDD at the lowest temperature, down to `alpha`, that its children's weights bear",
              "Li et al. 2024 (2408.08252), Algorithm 1; Del Moral et al. 2012",
              List.of("li2024svdd", "delmoral2012adaptive"),
              List.of(WIDTH, SPREAD, TARGET, ALPHA),
              SteersBy.VALUE,
              s -> new AdaptiveSvdd(s.get(WIDTH), DecoderKeys.spread(s), s.get(ALPHA))),
          new MethodInfo(
              "twisted-svdd",
              "SVDD whose children follow the gradient, and are weighed for it",
              "Li et al. 2024 (2408.08252), Algorithm 1; Wu et al. 2023 (2306.17775)",
              List.of("li2024svdd", "wu2023tds"),
              List.of(WIDTH, ALPHA, GRADIENT, STRENGTH),
              SteersBy.VALUE_AND_GRADIENT,
              s -> new TwistedSvdd(s.get(WIDTH), s.get(ALPHA), s.get(STRENGTH))),
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
                      Type.constant(BeamSchedule.class, s.get(DROP)),
                      Type.constant(SearchSchedule.class, s.get(SEARCH)),
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

  private PerDesignMethods() {}
}
