package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.weight.Resamplers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that are the same method at some of their settings, draw for draw. */
class EquivalenceTest {
  private static final double ALPHA = 0.7;
  private static final Resampling HALF = new Resampling(Resamplers.SYSTEMATIC, 0.5);
  private static final Pretrained MODEL = new Pretrained();
  private static final Svdd SVDD = new Svdd(5, ALPHA);
  private static final Svdd GREEDY = new Svdd(5, 0);
  private static final Smc SMC = new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5);

  private final Bed bed = Bed.small();

  /** Values that differ for every state: no ties to break. */
  private final ExactValue value = new ExactValue(bed.exact().states(), bed.randomValues(4));

  /**
   * @param why where the equality comes from
   */
  record Pair(String why, Decoder one, Decoder other) {
    @Override
    public String toString() {
      return why;
    }
  }

  static List<Pair> pairs() {
    return List.of(
        new Pair("one child leaves no choice", new Svdd(1, ALPHA), MODEL),
        new Pair("one greedy child leaves no choice", new Svdd(1, 0), MODEL),
        new Pair("the best of one", new BestOfN(1), MODEL),
        new Pair("guidance of no strength", new Guidance("dps", 0), MODEL),
        new Pair("twisted SVDD of no strength", new TwistedSvdd(5, ALPHA, 0), SVDD),
        new Pair("SVDD-R that replaces none", new SvddR(5, ALPHA, 0, 0), SVDD),
        new Pair(
            "SVDD-R whose window never comes",
            new SvddR(new Svdd(5, ALPHA), 0.3, 0, new Interval(1_000, 2_000, 1)),
            SVDD),
        new Pair("any spread allows α", new AdaptiveSvdd(5, new Spread.Kl(1e9), ALPHA), SVDD),
        new Pair("RERD of one round", refinement(SVDD, 1), SVDD),
        new Pair("a falling temperature", new Svdd(5, 1e-9), GREEDY),
        new Pair("one beam", new Beam(1, 5, 1), GREEDY),
        new Pair("twisted greedy SVDD of no strength", new TwistedSvdd(5, 0, 0), GREEDY),
        new Pair("DSearch, w = over = 1", dsearch(), GREEDY),
        new Pair("DSearch-R that replaces none", dsearchR(0), GREEDY),
        new Pair("DSearch-R of one pool", dsearchR(0.1), new SvddR(5, 0, 0.1, 0)),
        new Pair("nested SMC of width 1", nested(1, new Proposal.Unguided()), SMC),
        new Pair("twisted SMC of no strength", new TwistedSmc(ALPHA, 0, HALF), SMC),
        new Pair("a proposal of no strength", nested(1, new Proposal.Guided(0)), SMC),
        new Pair("twisted is nested of width 1", nested(1, new Proposal.Guided(0.4)), twisted()),
        new Pair("FK's differences at every step", fk(FkSteering.Potential.DIFFERENCE), SMC),
        new Pair("tempering that is never needed", tempered(), SMC));
  }

  private static Refinement refinement(Decoder inner, int rounds) {
    return new Refinement(inner, rounds, 0.5, new Refinement.Better());
  }

  private static DSearch dsearch() {
    return new DSearch(5, 1, 1, BeamSchedule.EXPONENTIAL, SearchSchedule.ALL, 1);
  }

  private static DSearchR dsearchR(double replaced) {
    return new DSearchR(5, 1, SearchSchedule.ALL, replaced, 0, Integer.MAX_VALUE);
  }

  private static NestedSmc nested(int width, Proposal proposal) {
    return new NestedSmc(width, ALPHA, proposal, HALF);
  }

  private static TwistedSmc twisted() {
    return new TwistedSmc(ALPHA, 0.4, HALF);
  }

  private static FkSteering fk(FkSteering.Potential potential) {
    return new FkSteering(potential, ALPHA, Interval.always(), HALF);
  }

  private static TemperedSmc tempered() {
    return new TemperedSmc(ALPHA, new Spread.Kl(1e9), HALF);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void areOneMethodDrawForDraw(Pair pair) {
    for (int designs : new int[] {1, 24, 200}) {
      var one = bed.decode(pair.one(), value, 1, 0, designs);
      var other = bed.decode(pair.other(), value, 1, 0, designs);
      assertEquals(other.designs(), one.designs());
      assertEquals(other.population().logZ(), one.population().logZ(), 1e-9);
    }
  }

  /** The equalities above are not empty: at other settings the designs are others. */
  @Test
  void theMethodsDiffer() {
    List<Decoder> different =
        List.of(
            MODEL,
            SVDD,
            GREEDY,
            SMC,
            new Guidance("dps", 0.5),
            new TwistedSvdd(5, ALPHA, 0.5),
            new SvddR(5, ALPHA, 0.1, 0),
            new AdaptiveSvdd(5, new Spread.Ess(0.9), ALPHA),
            refinement(SVDD, 2),
            new Beam(2, 5, 1),
            dsearchR(0.1),
            nested(2, new Proposal.Unguided()),
            twisted(),
            fk(FkSteering.Potential.MAX),
            new TemperedSmc(ALPHA, new Spread.Ess(0.9), HALF));
    for (Decoder one : different) {
      for (Decoder other : different) {
        if (one != other) {
          assertNotEquals(
              bed.decode(one, value, 1, 0, 200).designs(),
              bed.decode(other, value, 1, 0, 200).designs(),
              one + " and " + other);
        }
      }
    }
  }
}
