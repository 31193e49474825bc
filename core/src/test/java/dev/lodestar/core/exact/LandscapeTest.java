package dev.lodestar.core.exact;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The methods on a measured landscape of all 8-mers, under a Markov chain as the pre-trained model:
 * 390,625 masked states, with Z, the values and the target known.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LandscapeTest {
  private static final double ALPHA = 0.08;

  private Landscape landscape;
  private Bed bed;
  private ExactTarget target;
  private ExactValue value;
  private double[] pretrained;

  private void load() {
    if (bed == null) {
      landscape = Landscape.of("SIX6");
      bed =
          Bed.of(
              new TabularDenoiser(4, Landscape.LENGTH, markovChain()),
              LogLinearSchedule.of(5),
              MaskedProcess.free(Landscape.LENGTH));
      target = new ExactTarget(bed.exact(), landscape, ALPHA);
      value = ExactValue.of(target);
      pretrained = bed.exact().pretrained();
    }
  }

  /** Log-probabilities of all 8-mers under a first-order chain drawn at random. */
  private static double[] markovChain() {
    Philox rng = new Philox(12, 0, 0, 0, 0);
    double[][] log = new double[5][4];
    for (double[] row : log) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        row[k] = Math.exp(0.5 * rng.nextGaussian());
        sum += row[k];
      }
      for (int k = 0; k < 4; k++) {
        row[k] = Math.log(row[k] / sum);
      }
    }
    double[] out = new double[1 << 2 * Landscape.LENGTH];
    for (int x = 0; x < out.length; x++) {
      int before = 4;
      for (int l = Landscape.LENGTH - 1; l >= 0; l--) {
        int token = x >> 2 * l & 3;
        out[x] += log[before][token];
        before = token;
      }
    }
    return out;
  }

  private double[] scores(Method method, ValueFunction<Tokens> guide, int designs) {
    return landscape.of(bed.decode(method, guide, 3, 0, designs).designs());
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private double expected(double[] law) {
    double sum = 0;
    for (int x : bed.exact().states().designs()) {
      sum += law[x] * target.reward(x);
    }
    return sum;
  }

  @Test
  void thePretrainedModelScoresAsItsLawSays() {
    load();
    assertEquals(1, Arrays.stream(pretrained).sum(), 1e-9);
    accept(
        Statistics.meanTest(scores(new Pretrained(), value, 20_000), expected(pretrained)),
        "pretrained");
  }

  @Test
  void smcIsUnbiasedForZAndForTheTargetsMean() {
    load();
    double z = Math.exp(target.logZ());
    for (ValueFunction<Tokens> guide :
        Arrays.<ValueFunction<Tokens>>asList(value, new PosteriorMean<>(landscape))) {
      double[] estimates = new double[400];
      double[] rewards = new double[400];
      MaskedProcess process = bed.process();
      for (int g = 0; g < estimates.length; g++) {
        Decoding.Outcome<Tokens> outcome =
            Decoding.run(
                new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5),
                new Steering<>(process, guide),
                Streams.of(31),
                64L * g,
                64,
                p -> {});
        estimates[g] = Math.exp(outcome.population().logZ());
        rewards[g] = estimates[g] * mean(landscape.of(outcome.designs()));
      }
      accept(Statistics.meanTest(estimates, z), "Z");
      accept(Statistics.meanTest(rewards, z * expected(target.law())), "Z times the mean score");
    }
  }

  /** From the pre-trained mean to the target's, and closer the wider. */
  @Test
  void svddApproachesTheTargetWithItsWidth() {
    load();
    double from = expected(pretrained);
    double to = expected(target.law());
    assertTrue(to > from + 0.1, from + " to " + to);
    double before = from;
    for (int width : new int[] {2, 8, 32}) {
      double mean = mean(scores(new Svdd(width, ALPHA), value, 1_500));
      assertTrue(mean > before, "width " + width + ": " + mean + " after " + before);
      before = mean;
    }
    assertTrue(before > from + 0.8 * (to - from), before + " towards " + to);
    assertTrue(before < to + 0.02, before + " beyond " + to);
  }

  /** At an equal number of network evaluations, guided beats best-of-N on its own score. */
  @Test
  void guidanceBeatsBestOfNAtTheSameNumberOfChildren() {
    load();
    double best = mean(scores(new BestOfN(10), new PosteriorMean<>(landscape), 500));
    double greedy = mean(scores(new Svdd(10, 0), new PosteriorMean<>(landscape), 500));
    double pre = mean(scores(new Pretrained(), value, 500));
    assertTrue(pre < best && best < greedy, pre + " < " + best + " < " + greedy);
  }
}
