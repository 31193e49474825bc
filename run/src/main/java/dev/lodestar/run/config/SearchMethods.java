package dev.lodestar.run.config;

import static dev.lodestar.run.config.DecoderKeys.ALPHA;
import static dev.lodestar.run.config.DecoderKeys.POOL;
import static dev.lodestar.run.config.SearchKeys.BACKWARD;
import static dev.lodestar.run.config.SearchKeys.BATCH;
import static dev.lodestar.run.config.SearchKeys.BRANCHES;
import static dev.lodestar.run.config.SearchKeys.COPIES;
import static dev.lodestar.run.config.SearchKeys.DISTANCE;
import static dev.lodestar.run.config.SearchKeys.EVEN;
import static dev.lodestar.run.config.SearchKeys.EXPLORATION;
import static dev.lodestar.run.config.SearchKeys.EXPONENT;
import static dev.lodestar.run.config.SearchKeys.FORWARD;
import static dev.lodestar.run.config.SearchKeys.INNER;
import static dev.lodestar.run.config.SearchKeys.NEIGHBOURS;
import static dev.lodestar.run.config.SearchKeys.NOISE;
import static dev.lodestar.run.config.SearchKeys.PATHS;
import static dev.lodestar.run.config.SearchKeys.ROLL_OUTS;
import static dev.lodestar.run.config.SearchKeys.ROUNDS;
import static dev.lodestar.run.config.SearchKeys.SURVIVAL;
import static dev.lodestar.run.config.SearchKeys.SURVIVAL_ALPHA;
import static dev.lodestar.run.config.SearchKeys.WIDENING;

import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Metropolis;
import dev.lodestar.core.decode.NoiseSearch;
import dev.lodestar.core.decode.PathSearch;
import dev.lodestar.core.decode.Refinement;
import dev.lodestar.core.decode.TreeSearch;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;

/** Methods that pass the noise levels many times. */
final class SearchMethods {
  static final List<MethodInfo> ALL =
      List.of(
          new MethodInfo(
              "refinement",
              "designs are noised a little, denoised by the inner method and selected, `rounds` times",
              "Uehara et al. 2025 (2502.14944), Algorithm 1",
              List.of("uehara2025rerd"),
              List.of(INNER, ROUNDS, NOISE, SURVIVAL, SURVIVAL_ALPHA),
              SteersBy.INNER,
              s -> new Refinement(inner(s), s.get(ROUNDS), s.get(NOISE), survival(s))),
          new MethodInfo(
              "metropolis",
              "a chain of redrawn paths, accepted or not, that ends in p exp(reward/alpha)",
              "Hastings 1970; Uehara et al. 2025 (2501.09685)",
              List.of("hastings1970", "uehara2025tutorial"),
              List.of(ALPHA, ROUNDS.or(100), NOISE.or(0.5)),
              SteersBy.REWARD,
              s -> new Metropolis(s.get(ALPHA), s.get(ROUNDS), s.get(NOISE))),
          new MethodInfo(
              "noise-search",
              "random or zero-order search over the noise that the inner method makes designs of",
              "Ma et al. 2025 (2501.09732), section 3",
              List.of("ma2025scaling"),
              List.of(INNER.or("pretrained"), ROUNDS.or(4), NEIGHBOURS, DISTANCE),
              SteersBy.INNER,
              s -> new NoiseSearch(inner(s), s.get(ROUNDS), s.get(NEIGHBOURS), s.get(DISTANCE))),
          new MethodInfo(
              "path-search",
              "a design's paths are noised a little and denoised further, the best of them go on",
              "Ma et al. 2025 (2501.09732), section 3",
              List.of("ma2025scaling"),
              List.of(PATHS, COPIES, FORWARD, BACKWARD),
              SteersBy.VALUE,
              s -> new PathSearch(s.get(PATHS), s.get(COPIES), s.get(FORWARD), s.get(BACKWARD))),
          new MethodInfo(
              "tree-sampling",
              "a tree of roll-outs with soft back-up, from which designs are drawn (DTS)",
              "Jain et al. 2025 (2506.20701), Algorithm 1",
              List.of("jain2025dts"),
              List.of(ROLL_OUTS, BATCH, ALPHA.or(0.5), BRANCHES, WIDENING, EXPONENT, EVEN, POOL),
              SteersBy.REWARD,
              s -> tree(s, new TreeSearch.Sample(s.get(EVEN)))),
          new MethodInfo(
              "tree-search",
              "a tree of roll-outs grown by upper confidence bounds for its best designs (DTS*)",
              "Jain et al. 2025 (2506.20701), Algorithm 2",
              List.of("jain2025dts"),
              List.of(ROLL_OUTS, BATCH, ALPHA, BRANCHES, WIDENING, EXPONENT, EXPLORATION, POOL),
              SteersBy.REWARD,
              s -> tree(s, new TreeSearch.Maximise(s.get(EXPLORATION)))));

  private SearchMethods() {}

  private static Decoder inner(Settings s) {
    return MethodCatalog.of(s.get(INNER)).make().apply(s);
  }

  private static Refinement.Survival survival(Settings s) {
    return switch (s.get(SURVIVAL)) {
      case "better" -> new Refinement.Better();
      case "distinct" -> new Refinement.Distinct();
      case "newest" -> new Refinement.Newest();
      default -> new Refinement.Resampled(s.get(SURVIVAL_ALPHA), Resamplers.SYSTEMATIC);
    };
  }

  private static TreeSearch tree(Settings s, TreeSearch.Policy policy) {
    return new TreeSearch(
        s.get(ROLL_OUTS),
        s.get(BATCH),
        s.get(ALPHA),
        s.get(BRANCHES),
        s.get(WIDENING),
        s.get(EXPONENT),
        policy,
        s.get(POOL));
  }
}
