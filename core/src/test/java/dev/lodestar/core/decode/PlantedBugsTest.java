package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.exact.SvddLaw;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ladder's checks can fail: the field's known mistakes, planted one by one in a second,
 * self-contained SMC and in SVDD, are told from the truth.
 */
class PlantedBugsTest {
  private static final double ALPHA = 0.8;
  private static final double THRESHOLD = 0.7;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final double[][] poor = SmcCheck.poorValues(bed, target);

  private enum Bug {
    NONE,
    WEIGHTS_DROPPED_WHEN_NOT_RESAMPLED,
    WRONG_SIGN,
    VALUE_NOT_RESAMPLED_WITH_ITS_PARTICLE,
    WEIGHTS_KEPT_AFTER_RESAMPLING,
    VALUE_OF_THE_PARENT_FORGOTTEN
  }

  /** SMC written out, right or with one bug. */
  private record Written(double alpha, Bug bug) implements Method {
    @Override
    public String name() {
      return "smc with " + bug;
    }

    @Override
    public boolean independent() {
      return false;
    }

    @Override
    public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
      Outlook<B> outlook = steering.process().look(steering.process().prior(draws), draws.step());
      double[] v = steering.value().of(outlook, draws);
      double[] w = Arrays.stream(v).map(x -> x / alpha).toArray();
      return Population.of(outlook, v, draws).advanced(outlook, v, LogWeights.of(w));
    }

    @Override
    public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
      B children = now.outlook().propose(now.draws(), 1);
      Outlook<B> ahead = steering.process().look(children, now.step() - 1);
      double[] v = steering.value().of(ahead, now.draws());
      double[] increments = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        double parent = bug == Bug.VALUE_OF_THE_PARENT_FORGOTTEN ? 0 : now.values()[i];
        increments[i] = (v[i] - parent) / alpha * (bug == Bug.WRONG_SIGN ? -1 : 1);
      }
      LogWeights weights = now.weights().times(increments);
      Population<B> next = now.advanced(ahead, v, weights);
      if (weights.ess() >= THRESHOLD * v.length && next.step() > 0) {
        return bug == Bug.WEIGHTS_DROPPED_WHEN_NOT_RESAMPLED
            ? now.advanced(ahead, v, LogWeights.ones(v.length))
            : next;
      }
      int[] rows =
          Resamplers.SYSTEMATIC.ancestors(
              weights.normalised(), v.length, now.draws().ofGroup(Purpose.RESAMPLE));
      Population<B> kept = next.resampled(rows, now.logZ() + weights.logMean());
      return switch (bug) {
        case VALUE_NOT_RESAMPLED_WITH_ITS_PARTICLE ->
            new Population<>(
                kept.outlook(), v, kept.weights(), kept.logZ(), kept.origins(), kept.draws());
        case WEIGHTS_KEPT_AFTER_RESAMPLING ->
            kept.advanced(
                kept.outlook(), kept.values(), weights.times(minus(weights.logMean(), v.length)));
        default -> kept;
      };
    }
  }

  private static double[] minus(double x, int n) {
    double[] out = new double[n];
    Arrays.fill(out, -x);
    return out;
  }

  private double pValue(Bug bug) {
    ExactValue value = new ExactValue(bed.exact().states(), poor);
    return SmcCheck.pValue(bed, target, new Written(ALPHA, bug), value);
  }

  @Test
  void theTruthIsAccepted() {
    accept(pValue(Bug.NONE), "SMC without a bug");
  }

  @ParameterizedTest
  @EnumSource(value = Bug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyBugIsSeen(Bug bug) {
    double p = pValue(bug);
    assertTrue(p < Statistics.ALARM, bug + " passes the check: p = " + p);
  }

  /** Each level's value asked one level too high: v_1 stands in for the reward at the data. */
  private double[][] offByOne(double[][] values) {
    double[][] shifted = new double[values.length][];
    Arrays.setAll(shifted, t -> values[Math.min(t + 1, values.length - 1)]);
    return shifted;
  }

  static List<Ladder.Rung> smc() {
    return Ladder.smc();
  }

  @ParameterizedTest
  @MethodSource("smc")
  void aValueOneStepOffIsSeen(Ladder.Rung rung) {
    ExactValue off = new ExactValue(bed.exact().states(), offByOne(target.values()));
    double p = SmcCheck.pValue(bed, target, rung.make().apply(ALPHA), off);
    assertTrue(p < Statistics.ALARM, rung + " passes the check: p = " + p);
  }

  /** A method that forgets its weights wherever it does not resample. */
  private record Forgetful(Method method) implements Method {
    @Override
    public String name() {
      return "forgetful " + method.name();
    }

    @Override
    public boolean independent() {
      return method.independent();
    }

    @Override
    public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
      return method.start(steering, draws);
    }

    @Override
    public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
      Population<B> next = method.step(steering, now);
      return next.step() == 0
          ? next
          : next.advanced(next.outlook(), next.values(), LogWeights.ones(next.size()));
    }

    @Override
    public <B extends Particles<B>> Population<B> finish(Population<B> last) {
      return method.finish(last);
    }
  }

  static List<Ladder.Rung> carryWeights() {
    return Ladder.smc().stream().filter(r -> !r.name().endsWith("below 1.0")).toList();
  }

  @ParameterizedTest
  @MethodSource("carryWeights")
  void aDroppedWeightIsSeen(Ladder.Rung rung) {
    Method forgetful = new Forgetful((Method) rung.make().apply(ALPHA));
    double p = SmcCheck.pValue(bed, target, forgetful, new ExactValue(bed.exact().states(), poor));
    assertTrue(p < Statistics.ALARM, rung + " passes the check: p = " + p);
  }

  @Test
  void aValueOneStepOffIsSeenInSvdd() {
    ExactValue off = new ExactValue(bed.exact().states(), offByOne(target.values()));
    assertTrue(svdd(off.table(), ALPHA) < Statistics.ALARM);
  }

  @Test
  void aWrongTemperatureIsSeenInSvdd() {
    assertTrue(svdd(target.values(), 1.2 * ALPHA) < Statistics.ALARM);
  }

  @Test
  void aWrongSignIsSeenInSvdd() {
    double[][] turned =
        Arrays.stream(target.values())
            .map(level -> Arrays.stream(level).map(v -> -v).toArray())
            .toArray(double[][]::new);
    assertTrue(svdd(turned, ALPHA) < Statistics.ALARM);
  }

  /** p-value of SVDD with the given values and temperature against the law of the right ones. */
  private double svdd(double[][] values, double alpha) {
    Tokens designs =
        bed.decode(new Svdd(4, alpha), new ExactValue(bed.exact().states(), values), 1, 0, 30_000)
            .designs();
    return Statistics.gTest(
        bed.counts(designs), SvddLaw.of(bed.exact(), target.values(), 4, ALPHA));
  }
}
