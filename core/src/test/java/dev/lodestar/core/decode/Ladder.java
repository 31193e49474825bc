package dev.lodestar.core.decode;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.SvddLaw;
import dev.lodestar.core.weight.Resamplers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Every method, and what must hold for it. Adding a method is adding a line to {@link #METHODS}.
 */
final class Ladder {
  private Ladder() {}

  /**
   * One method.
   *
   * @param name name of the test
   * @param make the method at a temperature in reward units
   * @param law the exact law of its designs for given values; {@link #NO_LAW} where particles meet
   * @param blindAtHighTemperature whether it samples the pre-trained law as α grows
   */
  record Rung(String name, DoubleFunction<Decoder> make, Law law, boolean blindAtHighTemperature) {
    boolean hasLaw() {
      return law != NO_LAW;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The law of a method's designs, by state number. */
  interface Law {
    double[] of(Bed bed, double[][] values, double alpha);
  }

  /** For methods whose designs depend on each other. */
  static final Law NO_LAW = (bed, values, alpha) -> new double[0];

  static final List<Rung> METHODS = methods();

  private static List<Rung> methods() {
    List<Rung> all =
        new ArrayList<>(
            List.of(
                new Rung(
                    "pretrained", a -> new Pretrained(), (b, v, a) -> b.exact().pretrained(), true),
                new Rung(
                    "classifier-free-guidance, nothing told",
                    a -> new ClassifierFreeGuidance(2),
                    (b, v, a) -> b.exact().pretrained(),
                    true),
                new Rung("best-of-1", a -> new BestOfN(1), bestOf(1), true),
                new Rung("best-of-4", a -> new BestOfN(4), bestOf(4), false),
                new Rung("svdd M=1", a -> new Svdd(1, a), svdd(1), true),
                new Rung("svdd M=2", a -> new Svdd(2, a), svdd(2), true),
                new Rung("svdd M=7", a -> new Svdd(7, a), svdd(7), true),
                new Rung(
                    "svdd M=3 greedy",
                    a -> new Svdd(3, 0),
                    (b, v, a) -> SvddLaw.of(b.exact(), v, 3, 0),
                    false),
                new Rung("svdd-r none replaced", a -> new SvddR(3, a, 0, 0), svdd(3), true),
                new Rung("svdd-r 5 %", a -> new SvddR(3, a, 0.05, 0), NO_LAW, false),
                new Rung("svdd-r 30 %, τ = 1", a -> new SvddR(2, a, 0.3, 1), NO_LAW, false),
                new Rung(
                    "svdd-r 30 %, first two steps",
                    a -> new SvddR(new Svdd(3, a), 0.3, 0, new Interval(1, 2, 1)), NO_LAW, false)));
    for (Resamplers scheme : Resamplers.values()) {
      for (double threshold : new double[] {0, 0.5, 1}) {
        all.add(
            new Rung(
                "smc " + scheme + " below " + threshold,
                a -> new Smc(a, scheme, threshold),
                NO_LAW,
                true));
      }
    }
    Resampling window = new Resampling(Resamplers.MULTINOMIAL, 1, new Interval(2, 3, 1), 1);
    Resampling islands = new Resampling(Resamplers.STRATIFIED, 0.7, Interval.always(), 4);
    all.add(rung("smc window", a -> new Smc(a, window), true));
    all.add(rung("smc islands", a -> new Smc(a, islands), true));
    all.addAll(nestedAndTwisted());
    all.addAll(fkSteering());
    all.addAll(beams());
    all.addAll(adaptive());
    all.addAll(searches());
    return all;
  }

  private static List<Rung> nestedAndTwisted() {
    Resampling half = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    Resampling often = new Resampling(Resamplers.MULTINOMIAL, 1, new Interval(2, 3, 1), 1);
    Resampling islands = new Resampling(Resamplers.STRATIFIED, 0.7, Interval.always(), 4);
    Proposal guided = new Proposal.Guided(0.5);
    Proposal plain = new Proposal.Unguided();
    return List.of(
        rung("guidance", a -> new Guidance("dps", 0.5), false),
        rung("nested-smc M=1", a -> new NestedSmc(1, a, plain, half), true),
        rung("nested-smc M=3", a -> new NestedSmc(3, a, plain, half), true),
        rung("nested-smc M=3 window", a -> new NestedSmc(3, a, plain, often), true),
        rung("nested-smc M=2 islands", a -> new NestedSmc(2, a, plain, islands), true),
        rung("nested-smc M=3 guided", a -> new NestedSmc(3, a, guided, half), false),
        rung("twisted-smc", a -> new TwistedSmc(a, 0.4, half), false),
        rung("twisted-smc window", a -> new TwistedSmc(a, 0.3, often), false),
        rung("twisted-smc islands", a -> new TwistedSmc(a, 0.4, islands), false),
        rung("twisted-svdd M=3", a -> new TwistedSvdd(3, a, 0.5), false),
        rung("twisted-svdd greedy", a -> new TwistedSvdd(3, 0, 0.5), false));
  }

  private static List<Rung> fkSteering() {
    Resampling half = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    Resampling islands = new Resampling(Resamplers.RESIDUAL, 1, Interval.always(), 4);
    Interval everyOther = new Interval(1, 3, 2);
    List<Rung> all = new ArrayList<>();
    for (FkSteering.Potential p : FkSteering.Potential.values()) {
      // the sum over all steps has tails too heavy for the mean of a thousand groups
      Interval most = p == FkSteering.Potential.SUM ? new Interval(1, 2, 1) : Interval.always();
      all.add(rung("fk " + p, a -> new FkSteering(p, a, most, half), true));
      all.add(rung("fk " + p + " some", a -> new FkSteering(p, a, everyOther, half), true));
      all.add(rung("fk " + p + " islands", a -> new FkSteering(p, a, everyOther, islands), true));
    }
    return all;
  }

  private static List<Rung> beams() {
    Law greedy = (b, v, a) -> SvddLaw.of(b.exact(), v, 3, 0);
    List<Rung> all = new ArrayList<>();
    all.add(new Rung("beam B=1", a -> new Beam(1, 3, 1), greedy, false));
    all.add(rung("beam B=4", a -> new Beam(4, 3, 1), false));
    all.add(rung("beam B=2 pools", a -> new Beam(2, 3, 7), false));
    all.add(rung("beam B=1 whole group", a -> new Beam(1, 3, Integer.MAX_VALUE), false));
    all.add(
        new Rung(
            "dsearch w=over=1",
            a -> new DSearch(3, 1, 1, BeamSchedule.EXPONENTIAL, SearchSchedule.ALL, 1),
            greedy,
            false));
    for (BeamSchedule drop : BeamSchedule.values()) {
      all.add(rung("dsearch " + drop, a -> dsearch(drop, SearchSchedule.UNIFORM, 1), false));
    }
    for (SearchSchedule search : SearchSchedule.values()) {
      all.add(rung("dsearch " + search, a -> dsearch(BeamSchedule.LINEAR, search, 7), false));
      all.add(rung("dsearch-r " + search, a -> new DSearchR(2, 2, search, 0.2, 0, 9), false));
    }
    return all;
  }

  private static DSearch dsearch(BeamSchedule drop, SearchSchedule search, int pool) {
    return new DSearch(2, 2, 5, drop, search, pool);
  }

  private static List<Rung> adaptive() {
    Spread half = new Spread.Ess(0.5);
    Resampling all = new Resampling(Resamplers.SYSTEMATIC, 1);
    Resampling islands = new Resampling(Resamplers.SYSTEMATIC, 0.9, Interval.always(), 4);
    return List.of(
        rung("adaptive-svdd", a -> new AdaptiveSvdd(4, half, a), true),
        rung("adaptive-svdd KL", a -> new AdaptiveSvdd(4, new Spread.Kl(0.3), 0), false),
        rung("tempered-smc", a -> new TemperedSmc(a, half, all), true),
        rung("tempered-smc islands", a -> new TemperedSmc(a, half, islands), true));
  }

  private static List<Rung> searches() {
    Law pretrained = (b, v, a) -> b.exact().pretrained();
    Refinement.Survival resampled = new Refinement.Resampled(0.5, Resamplers.SYSTEMATIC);
    Refinement.Survival better = new Refinement.Better();
    Refinement.Survival distinct = new Refinement.Distinct();
    Refinement.Survival newest = new Refinement.Newest();
    Pretrained model = new Pretrained();
    return List.of(
        new Rung(
            "refinement 1 round",
            a -> new Refinement(new Svdd(2, a), 1, 0.5, better),
            svdd(2),
            true),
        new Rung(
            "refinement from noise", a -> new Refinement(model, 2, 1, newest), pretrained, true),
        rung("refinement better", a -> new Refinement(new Svdd(2, a), 3, 0.5, better), false),
        rung("refinement distinct", a -> new Refinement(new Svdd(2, a), 3, 0.5, distinct), false),
        rung("refinement resampled", a -> new Refinement(new Svdd(2, a), 3, 0.5, resampled), false),
        rung("refinement evolutionary", a -> new Refinement(model, 4, 0.5, resampled), false),
        new Rung("random search", a -> new NoiseSearch(model, 1, 3, 1), bestDesignOf(4), false),
        rung("zero-order search", a -> new NoiseSearch(new Svdd(2, a), 2, 2, 0.3), false),
        rung("path search", a -> new PathSearch(2, 3, 0.25, 0.5), false),
        rung("metropolis", a -> new Metropolis(a, 3, 0.6), true),
        new Rung("tree 1 roll-out", a -> tree(1, a, new TreeSearch.Sample(0.2)), pretrained, true),
        rung("tree sampled", a -> tree(8, a, new TreeSearch.Sample(0.2)), false),
        rung("tree sampled evenly", a -> narrowTree(9, a, new TreeSearch.Sample(1)), false),
        rung("tree maximised", a -> tree(8, a, new TreeSearch.Maximise(0.5)), false));
  }

  private static TreeSearch tree(int rollouts, double alpha, TreeSearch.Policy policy) {
    return new TreeSearch(rollouts, 2, alpha, 3, policy);
  }

  /** A tree whose few children are visited again. */
  private static TreeSearch narrowTree(int rollouts, double alpha, TreeSearch.Policy policy) {
    return new TreeSearch(rollouts, 2, alpha, 3, 1, 0.5, policy, 1);
  }

  /** The best of n designs, clean as they are. */
  private static Law bestDesignOf(int n) {
    return (bed, values, alpha) -> {
      double[] p = bed.exact().pretrained();
      int[] designs = bed.exact().states().designs();
      double[] of = Arrays.stream(designs).mapToDouble(d -> p[d]).toArray();
      double[] worth = Arrays.stream(designs).mapToDouble(d -> values[0][d]).toArray();
      double[] best = SvddLaw.best(of, worth, n);
      double[] law = new double[p.length];
      for (int d = 0; d < designs.length; d++) {
        law[designs[d]] = best[d];
      }
      return law;
    };
  }

  private static Rung rung(
      String name, DoubleFunction<Decoder> make, boolean blindAtHighTemperature) {
    return new Rung(name, make, NO_LAW, blindAtHighTemperature);
  }

  /** The methods that claim an unbiased estimate of Z, whatever the values. */
  static List<Rung> unbiased() {
    return METHODS.stream()
        .filter(r -> weighs(r.make().apply(1)) || walksEvenly(r.make().apply(1)))
        .toList();
  }

  private static boolean walksEvenly(Decoder d) {
    return d instanceof TreeSearch tree
        && tree.policy() instanceof TreeSearch.Sample sample
        && sample.even() == 1;
  }

  /** Those of them that weigh particles. */
  static List<Rung> smc() {
    return METHODS.stream().filter(r -> weighs(r.make().apply(1))).toList();
  }

  /** Those of them whose weights are made of differences of values alone. */
  static List<Rung> smcByValue() {
    return smc().stream()
        .filter(r -> !(r.make().apply(1) instanceof FkSteering))
        .filter(r -> !r.name().contains("twisted") && !r.name().contains("guided"))
        .toList();
  }

  private static boolean weighs(Decoder d) {
    return d instanceof Smc
        || d instanceof NestedSmc
        || d instanceof TwistedSmc
        || d instanceof FkSteering;
  }

  private static Law svdd(int width) {
    return (bed, values, alpha) -> SvddLaw.of(bed.exact(), values, width, alpha);
  }

  /** Best by the value at noise level 0, before the final noise removal. */
  private static Law bestOf(int n) {
    return (bed, values, alpha) -> {
      double[] law = bed.exact().prior();
      for (int t = bed.exact().steps(); t > 0; t--) {
        law = bed.exact().push(t, law);
      }
      return bed.exact().designs(SvddLaw.best(law, values[0], n));
    };
  }
}
