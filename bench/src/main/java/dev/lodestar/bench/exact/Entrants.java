package dev.lodestar.bench.exact;

import static dev.lodestar.bench.exact.Claim.KNOWN_LAW;
import static dev.lodestar.bench.exact.Claim.LIMIT;
import static dev.lodestar.bench.exact.Claim.NONE;
import static dev.lodestar.bench.exact.Claim.UNBIASED;
import static dev.lodestar.bench.exact.Entrant.Family.CHOSEN;
import static dev.lodestar.bench.exact.Entrant.Family.ROUNDS;
import static dev.lodestar.bench.exact.Entrant.Family.SEARCH;
import static dev.lodestar.bench.exact.Entrant.Family.WEIGHTED;

import dev.lodestar.bench.exact.Entrant.Scale;
import dev.lodestar.core.decode.AdaptiveSvdd;
import dev.lodestar.core.decode.Beam;
import dev.lodestar.core.decode.BeamSchedule;
import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.DSearch;
import dev.lodestar.core.decode.DSearchR;
import dev.lodestar.core.decode.FkSteering;
import dev.lodestar.core.decode.Guidance;
import dev.lodestar.core.decode.Interval;
import dev.lodestar.core.decode.Metropolis;
import dev.lodestar.core.decode.NestedSmc;
import dev.lodestar.core.decode.NoiseSearch;
import dev.lodestar.core.decode.PathSearch;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Proposal;
import dev.lodestar.core.decode.Refinement;
import dev.lodestar.core.decode.Resampling;
import dev.lodestar.core.decode.SearchSchedule;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Spread;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.decode.TemperedSmc;
import dev.lodestar.core.decode.TreeSearch;
import dev.lodestar.core.decode.TwistedSmc;
import dev.lodestar.core.decode.TwistedSvdd;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.core.weight.Resamplers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every method of the comparison. Adding one is adding a line. */
public final class Entrants {
  private static final Resampling HALF = new Resampling(Resamplers.SYSTEMATIC, 0.5);
  private static final Resampling ALWAYS = new Resampling(Resamplers.SYSTEMATIC, 1);
  private static final Spread EVEN = new Spread.Ess(0.5);
  private static final Pretrained MODEL = new Pretrained();
  private static final Proposal PLAIN = new Proposal.Unguided();
  private static final SearchSchedule EACH = SearchSchedule.ALL;
  private static final Interval STEPS = Interval.always();

  private static final Set<Worth> NO_STATES = EnumSet.of(Worth.POSTERIOR_MEAN);
  private static final Set<Worth> TABLES = EnumSet.of(Worth.EXACT, Worth.POSTERIOR_MEAN);
  private static final Set<Worth> ANY = EnumSet.allOf(Worth.class);

  private static final Interval THIRD = new Interval(3, Integer.MAX_VALUE, 3);

  private static final Scale MODEL_ALONE = new Scale("", 0, n -> 1, NO_STATES, false);
  private static final Scale GUIDE_ALONE = new Scale("", 0, n -> 1, TABLES, false);
  private static final Scale PARTICLES = new Scale("N", 1, n -> n, ANY, true);
  private static final Scale NESTED = new Scale("4N", 4, n -> n / 4, ANY, true);
  private static final Scale WIDTH = new Scale("M", 1, n -> 1, ANY, false);
  private static final Scale FOURFOLD = new Scale("4M", 4, n -> 1, ANY, false);
  private static final Scale BATCH = new Scale("M", 4, n -> 16, ANY, false);
  private static final Scale DESIGNS = new Scale("N", 1, n -> 1, NO_STATES, false);
  private static final Scale PASSES = new Scale("rounds", 4, n -> 1, NO_STATES, false);
  private static final Scale GUIDED_PASSES = new Scale("4 × rounds", 4, n -> 1, ANY, false);
  private static final Scale TOGETHER = new Scale("4 × rounds", 4, n -> 16, ANY, false);
  private static final Scale ROLLOUTS = new Scale("roll-outs / 4", 1, n -> 1, NO_STATES, true);
  private static final Scale BEST_ROLLOUT = new Scale("roll-outs / 4", 1, n -> 1, NO_STATES, false);

  public static final List<Entrant> ALL =
      List.of(
          of("pretrained", CHOSEN, KNOWN_LAW, Law.pretrained(), MODEL_ALONE, (n, a) -> MODEL),
          of("best-of-n", CHOSEN, KNOWN_LAW, Law.best(), DESIGNS, (n, a) -> new BestOfN(n)),
          of("svdd", CHOSEN, KNOWN_LAW, Law.svdd(false), WIDTH, Svdd::new),
          of("svdd greedy", CHOSEN, KNOWN_LAW, Law.svdd(true), WIDTH, (n, a) -> new Svdd(n, 0)),
          of("svdd-r 1 in 16", CHOSEN, NONE, BATCH, (n, a) -> new SvddR(n, a, 0.07, 0)),
          of("adaptive-svdd", CHOSEN, NONE, WIDTH, (n, a) -> new AdaptiveSvdd(n, EVEN, a)),
          of("twisted-svdd", CHOSEN, LIMIT, WIDTH, (n, a) -> new TwistedSvdd(n, a, 1 / a)),
          of("smc", WEIGHTED, UNBIASED, PARTICLES, (n, a) -> smc(a, 0.5)),
          of("smc every step", WEIGHTED, UNBIASED, PARTICLES, (n, a) -> smc(a, 1)),
          of("nested-smc M=4", WEIGHTED, UNBIASED, NESTED, (n, a) -> nested(a, PLAIN)),
          of("nested-smc M=4 guided", WEIGHTED, UNBIASED, NESTED, (n, a) -> nested(a, guided(a))),
          of("twisted-smc", WEIGHTED, UNBIASED, PARTICLES, (n, a) -> new TwistedSmc(a, HALF)),
          of("tempered-smc", WEIGHTED, LIMIT, PARTICLES, (n, a) -> tempered(a)),
          of("fk difference", WEIGHTED, UNBIASED, PARTICLES, fk(FkSteering.Potential.DIFFERENCE)),
          of("fk max", WEIGHTED, UNBIASED, PARTICLES, fk(FkSteering.Potential.MAX)),
          of("fk sum every 3rd", WEIGHTED, UNBIASED, PARTICLES, (n, a) -> sum(a)),
          of("guidance", SEARCH, NONE, GUIDE_ALONE, (n, a) -> new Guidance("dps", 1 / a)),
          of("beam B=4", SEARCH, NONE, FOURFOLD, (n, a) -> new Beam(4, n / 4, 1)),
          of("dsearch over=4", SEARCH, NONE, FOURFOLD, (n, a) -> dsearch(n / 4)),
          of(
              "dsearch-r 1 in 16",
              SEARCH,
              NONE,
              BATCH,
              (n, a) -> new DSearchR(n, 1, EACH, 0.07, 0, 16)),
          of("path-search", SEARCH, NONE, FOURFOLD, (n, a) -> new PathSearch(4, n / 4, 0.25, 0.5)),
          of("random search", SEARCH, KNOWN_LAW, Law.best(), PASSES, noise(1)),
          of("zero-order search", SEARCH, NONE, PASSES, noise(0.3)),
          of("refinement better", ROUNDS, NONE, GUIDED_PASSES, refined(new Refinement.Better())),
          of("refinement resampled", ROUNDS, NONE, TOGETHER, (n, a) -> resampled(n, a)),
          of("evolutionary", ROUNDS, NONE, PASSES, evolved()),
          of("metropolis", ROUNDS, LIMIT, PASSES, (n, a) -> new Metropolis(a, n - 1, 0.7)),
          of("tree sampled", ROUNDS, LIMIT, ROLLOUTS, (n, a) -> wide(n, a, sampled(0))),
          of("tree sampled narrow", ROUNDS, LIMIT, ROLLOUTS, (n, a) -> tree(n, a, sampled(0))),
          of("tree sampled evenly", ROUNDS, UNBIASED, ROLLOUTS, (n, a) -> tree(n, a, sampled(1))),
          of("tree maximised", ROUNDS, NONE, BEST_ROLLOUT, (n, a) -> tree(n, 0, most(a))));

  private Entrants() {}

  /** Those of the given names. */
  public static List<Entrant> of(List<String> names) {
    List<String> known = ALL.stream().map(Entrant::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown method '%s'%s; known are %s."
                .formatted(name, Suggest.didYouMean(name, known), String.join(", ", known)));
      }
    }
    return ALL.stream().filter(e -> names.isEmpty() || names.contains(e.name())).toList();
  }

  private static Entrant of(
      String name, Entrant.Family family, Claim claim, Law law, Scale scale, Entrant.Make make) {
    return new Entrant(name, family, claim, law, scale, make);
  }

  private static Entrant of(
      String name, Entrant.Family family, Claim claim, Scale scale, Entrant.Make make) {
    return of(name, family, claim, Law.none(), scale, make);
  }

  private static Smc smc(double alpha, double threshold) {
    return new Smc(alpha, Resamplers.SYSTEMATIC, threshold);
  }

  private static NestedSmc nested(double alpha, Proposal proposal) {
    return new NestedSmc(4, alpha, proposal, HALF);
  }

  private static Proposal guided(double alpha) {
    return new Proposal.Guided(1 / alpha);
  }

  private static TemperedSmc tempered(double alpha) {
    return new TemperedSmc(alpha, EVEN, ALWAYS);
  }

  private static Entrant.Make fk(FkSteering.Potential potential) {
    return (n, a) -> new FkSteering(potential, a, STEPS, HALF);
  }

  /** Summed at every step the weights have tails that no number of runs averages. */
  private static FkSteering sum(double alpha) {
    return new FkSteering(FkSteering.Potential.SUM, alpha, THIRD, HALF);
  }

  private static DSearch dsearch(int dup) {
    return new DSearch(dup, 1, 4, BeamSchedule.EXPONENTIAL, EACH, 1);
  }

  private static Entrant.Make noise(double distance) {
    return (n, a) -> new NoiseSearch(MODEL, 1, n - 1, distance);
  }

  private static Entrant.Make refined(Refinement.Survival survival) {
    return (n, a) -> new Refinement(new Svdd(4, a), n / 4, 0.5, survival);
  }

  private static Refinement resampled(int n, double a) {
    Refinement.Survival survival = new Refinement.Resampled(a, Resamplers.SYSTEMATIC);
    return new Refinement(new Svdd(4, a), n / 4, 0.5, survival);
  }

  private static Entrant.Make evolved() {
    return (n, a) -> new Refinement(MODEL, n, 0.5, new Refinement.Better());
  }

  /** With the widening of the paper, under which few roll-outs never meet. */
  private static TreeSearch wide(int n, double alpha, TreeSearch.Policy policy) {
    return new TreeSearch(4 * n, 4, alpha, 4, policy);
  }

  private static TreeSearch tree(int n, double alpha, TreeSearch.Policy policy) {
    return new TreeSearch(4 * n, 4, alpha, 4, 1, 0.5, policy, 1);
  }

  private static TreeSearch.Policy sampled(double even) {
    return new TreeSearch.Sample(even);
  }

  private static TreeSearch.Policy most(double exploration) {
    return new TreeSearch.Maximise(exploration);
  }
}
