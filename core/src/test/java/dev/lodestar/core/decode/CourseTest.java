package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.SvddLaw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final double ALPHA = 0.7;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ValueFunction<Tokens> reward = (o, d) -> bed.reward(3).of(o.cleanGuess());

  /** One group as a course saw it. */
  private record Seen(List<Course.Step> steps, Course.End end, Decoding.Outcome<Tokens> outcome) {}

  private Seen watch(Decoder decoder, long first, int designs) {
    return watch(decoder, reward, first, designs);
  }

  private Seen watch(Decoder decoder, ValueFunction<Tokens> value, long first, int designs) {
    Course<Tokens> course = new Course<>(decoder, designs);
    List<Course.Step> steps = new ArrayList<>();
    Decoding.Outcome<Tokens> outcome =
        Decoding.run(
            decoder,
            new Steering<>(bed.process(), value, Optional.of(bed.guide(9))),
            Streams.of(1),
            first,
            designs,
            p -> steps.add(course.add(p)));
    return new Seen(steps, course.end(), outcome);
  }

  @Test
  void theErrorOfLogZToldByAncestryIsItsSpreadOverGroups() {
    int groups = 400;
    int n = 200;
    ValueFunction<Tokens> exact = ExactValue.of(target);
    Resampling islands = new Resampling(Resamplers.MULTINOMIAL, 0.7, Interval.always(), 50);
    told(new Smc(ALPHA, Resamplers.SYSTEMATIC, 0), exact, groups, n);
    told(new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.7), exact, groups, n);
    told(new Smc(ALPHA, Resamplers.MULTINOMIAL, 1), reward, groups, n);
    told(new NestedSmc(2, ALPHA, Resamplers.SYSTEMATIC, 0.7), reward, groups, n);
    told(new NestedSmc(1, ALPHA, new Proposal.Unguided(), islands), reward, groups, n / 50);
  }

  /**
   * E[V̂·Ẑ²] is Var Ẑ, on the wide side. The spread of 400 groups tells a variance to about 10 %,
   * twice that where the tails are heavy.
   */
  private void told(Decoder smc, ValueFunction<Tokens> value, int groups, int designs) {
    PooledZ pooled = PooledZ.NONE;
    double within = 0;
    for (int g = 0; g < groups; g++) {
      Course.End end = watch(smc, value, (long) g * designs, designs).end();
      pooled = pooled.plus(end.logZ(), end.variance());
      within += end.variance() * Math.exp(2 * end.logZ());
    }
    double between = groups * pooled.error() * pooled.error();
    double told = within / groups / Math.exp(2 * pooled.logZ());
    assertEquals(1.15, told / between, 0.4, smc + ": " + told + " against " + between);
    assertEquals(target.logZ(), pooled.logZ(), 6 * pooled.error(), smc.toString());
  }

  @Test
  void aSingleGroupTellsItsOwnError() {
    assertEquals(0.2, PooledZ.NONE.plus(2, 0.04).error(), 1e-12);
    assertEquals(2, PooledZ.NONE.plus(2, 0.04).logZ(), 1e-12);
    assertTrue(Double.isNaN(PooledZ.NONE.logZ()));
    assertTrue(Double.isNaN(PooledZ.NONE.plus(2, Double.NaN).error()));
    assertEquals(0, PooledZ.NONE.plus(-3, Double.NaN).plus(-3, Double.NaN).error(), 1e-7);
    PooledZ two = PooledZ.NONE.plus(0, 0).plus(Math.log(3), 0);
    assertEquals(Math.log(2), two.logZ(), 1e-12);
    assertEquals(0.5, two.error(), 1e-12, "1 and 3: 2 ± 1");
  }

  @Test
  void oneFounderTellsNoError() {
    Population<Tokens> one = watch(new Pretrained(), 0, 10).outcome().population();
    Population<Tokens> collapsed = one.resampled(new int[10], 0);
    assertTrue(
        Double.isNaN(Diagnostics.relativeVariance(collapsed.weights(), collapsed.origins(), 10)));
    assertEquals(0, Diagnostics.relativeVariance(one.weights(), one.origins(), 10), 1e-12);
  }

  @Test
  void theDivergenceOfASampleOfTheTargetIsTheTargets() {
    double exact = divergence(target.law());
    for (Decoder d :
        List.of(
            new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5),
            new TwistedSmc(ALPHA, 0.4, new Resampling(Resamplers.SYSTEMATIC, 0.5)),
            new FkSteering(
                FkSteering.Potential.MAX,
                ALPHA,
                Interval.always(),
                new Resampling(Resamplers.SYSTEMATIC, 0.5)))) {
      Course.End end = watch(d, 0, 40_000).end();
      assertEquals(exact, end.divergence() - end.logZ(), 0.03, d.toString());
    }
  }

  @Test
  void whatIsToldOfAChoiceIsNotLessThanItsDivergence() {
    ValueFunction<Tokens> value = ExactValue.of(target);
    double[][] values = target.values();
    for (int width : new int[] {1, 2, 7}) {
      double exact = divergence(SvddLaw.of(bed.exact(), values, width, 0));
      double told = watch(new Svdd(width, 0), value, 0, 20_000).end().divergence();
      double crude = bed.exact().steps() * Diagnostics.divergenceOfBestOf(width);
      assertTrue(told >= exact - 1e-9, told + " is less than " + exact);
      assertTrue(told <= crude + 1e-12, told + " of " + crude);
    }
    assertEquals(0, watch(new Svdd(1, 0), 0, 20).end().divergence(), 1e-9);
    assertEquals(0, Diagnostics.divergenceOfChoice(10, 0), 1e-12);
    assertEquals(Math.log(10), Diagnostics.divergenceOfChoice(10, -50), 1e-9);
    assertEquals(Math.log(1.5), Diagnostics.divergenceOfChoice(2, Math.log(0.5)), 1e-12);
    double bestOf =
        divergence(bed.exact().designs(SvddLaw.best(noisyLaw(), bedRewardsOfStates(), 4)));
    double told = watch(new BestOfN(4), 0, 20).end().divergence();
    assertEquals(Math.log(4) - 0.75, told, 1e-12);
    assertTrue(told >= bestOf);
  }

  @Test
  void guidanceIsToldByItsPaths() {
    Seen seen = watch(new Guidance("dps", 3), 0, 40_000);
    double[] law = new double[bed.exact().states().size()];
    long[] counts = bed.counts(seen.outcome().designs());
    Arrays.setAll(law, s -> counts[s] / 40_000.0);
    double exact = divergence(law);
    assertTrue(exact > 0.05, "the guide does something");
    assertTrue(seen.end().divergence() >= exact - 0.01, "a path differs more than its end");
    assertTrue(seen.end().divergence() < 20 * exact);
    // children that are kept in spite of their kernel bring it back
    double corrected = watch(new TwistedSvdd(1, ALPHA, 3), 0, 40_000).end().divergence();
    assertEquals(seen.end().divergence(), corrected, 0.05);
  }

  @Test
  void effectiveSampleSizeIsThatBeforeTheSelection() {
    Seen every = watch(new Smc(ALPHA, Resamplers.SYSTEMATIC, 1), 0, 100);
    List<Course.Step> steps = every.steps();
    assertTrue(steps.stream().skip(1).allMatch(s -> s.ess() < 0.999 && s.ess() > 0));
    assertTrue(steps.stream().skip(1).anyMatch(Course.Step::selected));
    Course.Step last = steps.get(steps.size() - 1);
    assertEquals(every.end().logZ(), last.logZ(), 1e-12);
    double sum = steps.stream().mapToDouble(Course.Step::logZIncrement).sum();
    assertEquals(last.logZ(), sum, 1e-9, "increments add up");
    Seen never = watch(new Smc(ALPHA, Resamplers.SYSTEMATIC, 0), 0, 100);
    assertTrue(never.steps().stream().limit(4).noneMatch(Course.Step::selected));
    assertTrue(never.steps().get(4).selected(), "but at the data");
    assertTrue(Double.isNaN(watch(new Svdd(2, 0), 0, 5).steps().get(1).ess()), "nothing weighs");
  }

  @Test
  void familiesAreDesignsThatHaveDescendants() {
    assertEquals(1, last(new Svdd(3, 0)).families());
    assertTrue(last(new SvddR(3, 0, 0.3, 0)).families() < 0.8);
    assertEquals(1, last(new Beam(4, 3, 1)).families(), "beams of one design are its own");
    assertTrue(last(new Beam(4, 3, 1)).ancestors() < 0.6, "though not all of them last");
    assertTrue(last(new Beam(1, 3, 60)).families() < 0.5);
    Resampling islands = new Resampling(Resamplers.SYSTEMATIC, 1, Interval.always(), 4);
    assertEquals(1, last(new TwistedSmc(0.2, 0.4, islands)).families());
    Refinement evolution =
        new Refinement(
            new Pretrained(), 6, 0.5, new Refinement.Resampled(0.1, Resamplers.SYSTEMATIC));
    assertTrue(last(evolution).families() < 0.6);
  }

  @Test
  void everyDecoderIsSeenThrough() {
    for (Ladder.Rung rung : Ladder.METHODS) {
      Decoder decoder = rung.make().apply(ALPHA);
      Seen seen = watch(decoder, 0, 12);
      Decoding.Outcome<Tokens> unwatched = bed.decode(decoder, reward, 1, 0, 12);
      assertEquals(unwatched.designs(), seen.outcome().designs(), rung.name());
      for (Course.Step s : seen.steps()) {
        assertTrue(s.families() > 0 && s.families() <= 1, rung + ": " + s);
        assertTrue(s.ancestors() > 0 && s.ancestors() <= 1, rung + ": " + s);
        assertTrue(s.states() > 0 && s.states() <= 1, rung + ": " + s);
      }
      boolean tilted = decoder.departure() instanceof Departure.Tilted;
      assertEquals(tilted, Double.isFinite(seen.end().logZ()), rung.name());
    }
  }

  private Course.Step last(Decoder decoder) {
    List<Course.Step> steps = watch(decoder, 0, 60).steps();
    return steps.get(steps.size() - 1);
  }

  private double divergence(double[] law) {
    double[] pre = bed.exact().pretrained();
    double kl = 0;
    for (int s = 0; s < law.length; s++) {
      kl += law[s] > 0 ? law[s] * Math.log(law[s] / pre[s]) : 0;
    }
    return kl;
  }

  private double[] noisyLaw() {
    double[] law = bed.exact().prior();
    for (int t = bed.exact().steps(); t > 0; t--) {
      law = bed.exact().push(t, law);
    }
    return law;
  }

  private double[] bedRewardsOfStates() {
    double[] out = new double[bed.exact().states().size()];
    int[] designs = new int[out.length];
    Arrays.setAll(designs, bed.exact()::design);
    double[] rewards = bed.reward(3).of(bed.exact().states().tokens(designs));
    System.arraycopy(rewards, 0, out, 0, out.length);
    return out;
  }
}
