package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.GaussianMixture;
import dev.lodestar.core.exact.MixtureDenoiser;
import dev.lodestar.core.exact.MixtureProcess;
import dev.lodestar.core.exact.MixtureTarget;
import dev.lodestar.core.exact.Mixtures;
import dev.lodestar.core.exact.QuadraticReward;
import dev.lodestar.core.exact.QuadratureChain;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.LatentGuides;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on Gaussian diffusion, against quadrature of the very sampler it steers. */
class GaussianDecodersTest {
  private static final double ALPHA = 0.8;
  private static final NoiseLevels LEVELS = Mixtures.straight(4);
  private static final GaussianMixture DATA = Mixtures.line();
  private static final QuadraticReward REWARD = QuadraticReward.around(0.5, 0.7);
  private static final int PARTICLES = 8;
  private static final int BINS = 24;

  private static final QuadratureChain EXACT =
      new QuadratureChain(process(network()), REWARD, ALPHA, 7, 1.5);

  private static GaussianDenoiser network() {
    return new MixtureDenoiser(DATA, Head.VELOCITY);
  }

  private static GaussianProcess process(GaussianDenoiser network) {
    return new GaussianProcess(
        network, LEVELS, Denoising.by(new Ancestral()), new Meter(Budget.unlimited()));
  }

  private static Steering<Latents> steering(GaussianDenoiser network) {
    GaussianProcess process = process(network);
    Meter meter = new Meter(Budget.unlimited());
    // the slope comes from the differentiable network whatever batches the process meets
    return new Steering<>(
        process,
        new PosteriorMean<>(REWARD),
        Optional.of(LatentGuides.ofReward(process(network()), REWARD, meter)));
  }

  private static Decoding.Outcome<Latents> decode(Decoder method, long seed, long first, int n) {
    return Decoding.run(method, steering(network()), Streams.of(seed), first, n, p -> {});
  }

  static List<Ladder.Rung> methods() {
    return Ladder.METHODS;
  }

  static Stream<Ladder.Rung> methodsBlindAtHighTemperature() {
    return Ladder.METHODS.stream().filter(Ladder.Rung::blindAtHighTemperature);
  }

  static List<Ladder.Rung> unbiased() {
    return Ladder.unbiased();
  }

  private static long[] counts(Latents designs, double[] bounds) {
    long[] out = new long[bounds.length + 1];
    for (float x : designs.data()) {
      int bin = Arrays.binarySearch(bounds, x);
      out[bin < 0 ? -bin - 1 : bin]++;
    }
    return out;
  }

  private static double[] bins(double[] below) {
    double[] out = new double[below.length + 1];
    for (int b = 0; b < out.length; b++) {
      out[b] = (b < below.length ? below[b] : 1) - (b > 0 ? below[b - 1] : 0);
    }
    return out;
  }

  @Test
  void theQuadratureIsClosed() {
    assertEquals(1, EXACT.total(), 1e-9);
    QuadratureChain finer = new QuadratureChain(process(network()), REWARD, ALPHA, 7, 3);
    assertEquals(finer.logZ(), EXACT.logZ(), 1e-7); // states are single precision
    // four steps are not many: the sampler's Z is its own
    double limit = new MixtureTarget(DATA, REWARD, ALPHA, LEVELS).logZ();
    assertTrue(Math.abs(limit - EXACT.logZ()) > 0.01, limit + " and " + EXACT.logZ());
  }

  @ParameterizedTest
  @MethodSource("methodsBlindAtHighTemperature")
  void aHighTemperatureIsThePretrainedModel(Ladder.Rung rung) {
    Decoder method = rung.make().apply(1e9);
    double[] bounds = EXACT.quantiles(BINS, false);
    long[] counts = new long[BINS];
    if (method.independent()) {
      counts = counts(decode(method, 2, 0, 12_000).designs(), bounds);
    } else {
      for (int g = 0; g < 2_500; g++) {
        Latents group = decode(method, 2, 5L * g, 5).designs();
        long[] one = counts(group.select(new int[] {g % 5}), bounds);
        for (int b = 0; b < BINS; b++) {
          counts[b] += one[b];
        }
      }
    }
    accept(Statistics.gTest(counts, bins(EXACT.below(bounds, false))), rung.name());
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void theEstimateOfZIsUnbiased(Ladder.Rung rung) {
    unbiased(rung, steering(network()), EXACT.logZ(), EXACT.mean(REWARD, true));
  }

  /** E[Ẑ] = Z and E[Ẑ·r(design)] = Z·E*[r]. */
  private static void unbiased(
      Ladder.Rung rung, Steering<Latents> steering, double logZ, double meanReward) {
    Decoder method = rung.make().apply(ALPHA);
    int designs = method.independent() ? 1 : PARTICLES;
    int groups = method.independent() ? 3_000 : 1_000;
    double[] ratios = new double[groups];
    double[] weighted = new double[groups];
    for (int g = 0; g < groups; g++) {
      Decoding.Outcome<Latents> outcome =
          Decoding.run(method, steering, Streams.of(21), (long) g * designs, designs, p -> {});
      ratios[g] = Math.exp(outcome.population().logZ() - logZ);
      double reward = Arrays.stream(REWARD.of(outcome.designs())).average().orElseThrow();
      weighted[g] = ratios[g] * (reward - meanReward);
    }
    accept(Statistics.meanTest(ratios, 1), rung + ": Z");
    accept(Statistics.meanTest(weighted, 0), rung + ": E*[r]");
  }

  /** The same, where kernels are mixtures and all values exact. */
  @ParameterizedTest
  @MethodSource("unbiased")
  void theEstimateOfZIsUnbiasedUnderExactKernels(Ladder.Rung rung) {
    MixtureTarget target = new MixtureTarget(DATA, REWARD, ALPHA, LEVELS);
    MixtureProcess process = new MixtureProcess(DATA, LEVELS, new Meter(Budget.unlimited()));
    Steering<Latents> steering =
        new Steering<>(process, target.value(), Optional.of(target.guide()));
    unbiased(rung, steering, target.logZ(), REWARD.mean(target.law()));
  }

  /** In eight dimensions, where only closed forms are left. */
  @Test
  void theEstimateOfZIsUnbiasedInEightDimensions() {
    GaussianMixture data = Mixtures.eight();
    QuadraticReward reward = QuadraticReward.linear(0.4, 0.2, 0, 0, -0.3, 0.1, 0.2, 0.3);
    MixtureTarget target = new MixtureTarget(data, reward, 1, LEVELS);
    MixtureProcess process = new MixtureProcess(data, LEVELS, new Meter(Budget.unlimited()));
    Steering<Latents> steering =
        new Steering<>(process, new PosteriorMean<>(reward), Optional.of(target.guide()));
    Resampling half = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    List<Method> methods =
        List.of(
            new Smc(1, Resamplers.SYSTEMATIC, 0.5),
            new NestedSmc(4, 1, Resamplers.SYSTEMATIC, 0.5),
            new TwistedSmc(1, half));
    for (Method method : methods) {
      double[] ratios = new double[800];
      for (int g = 0; g < ratios.length; g++) {
        ratios[g] =
            Math.exp(
                Decoding.run(method, steering, Streams.of(5), 16L * g, 16, p -> {})
                        .population()
                        .logZ()
                    - target.logZ());
      }
      accept(Statistics.meanTest(ratios, 1), method.name());
    }
  }

  /** With the sampler's own v_t nothing is left to weigh in a wide nested step. */
  @Test
  void exactValuesLeaveLittleToWeigh() {
    ValueFunction<Latents> own = EXACT.value(REWARD);
    Steering<Latents> steering = new Steering<>(process(network()), own);
    NestedSmc wide = new NestedSmc(256, ALPHA, Resamplers.SYSTEMATIC, 0.5);
    Population<Latents> last =
        Decoding.run(wide, steering, Streams.of(3), 0, 8, p -> {}).population();
    assertEquals(EXACT.logZ(), last.logZ(), 0.25);
    // wide SVDD samples p*
    double[] bounds = EXACT.quantiles(BINS, false);
    Latents designs =
        Decoding.run(new Svdd(100, ALPHA), steering, Streams.of(3), 0, 1_000, p -> {}).designs();
    long[] seen = counts(designs, bounds);
    accept(Statistics.gTest(seen, bins(EXACT.below(bounds, true))), "svdd M=100");
    assertTrue(
        Statistics.gTest(seen, bins(EXACT.below(bounds, false))) < Statistics.ALARM,
        "p* is told from the pre-trained law");
  }

  /** Not p*, but what a width of few children gives, whatever the value. */
  @Test
  void svddFollowsItsOwnLaw() {
    double[] bounds = EXACT.quantiles(BINS, false);
    ValueFunction<Latents> value = new PosteriorMean<>(REWARD);
    for (int width : new int[] {2, 5}) {
      double[] shares = EXACT.svdd(value, width, ALPHA);
      assertEquals(1, Arrays.stream(shares).sum(), 1e-6);
      double[] law = new double[BINS];
      float[] designs = EXACT.designs().data();
      for (int j = 0; j < shares.length; j++) {
        int bin = Arrays.binarySearch(bounds, designs[j]);
        law[bin < 0 ? -bin - 1 : bin] += shares[j];
      }
      Latents drawn = decode(new Svdd(width, ALPHA), 6, 0, 12_000).designs();
      accept(Statistics.gTest(counts(drawn, bounds), law), "M = " + width);
    }
  }

  /** The bias of self-normalised importance sampling is of order 1/M. */
  @Test
  void theErrorOfSvddFallsAsOneOverItsWidth() {
    double[] aim = EXACT.shares(true);
    double few = Statistics.distance(aim, EXACT.svdd(EXACT.value(REWARD), 16, ALPHA));
    double many = Statistics.distance(aim, EXACT.svdd(EXACT.value(REWARD), 64, ALPHA));
    assertEquals(-1, Math.log(many / few) / Math.log(4), 0.12);
  }

  @Test
  void widthOneIsThePretrainedModelDrawForDraw() {
    Latents pretrained = decode(new Pretrained(), 1, 0, 300).designs();
    assertEquals(pretrained, decode(new Svdd(1, ALPHA), 1, 0, 300).designs());
    assertEquals(pretrained, decode(new BestOfN(1), 1, 0, 300).designs());
    assertNotEquals(pretrained, decode(new Svdd(2, 0), 1, 0, 300).designs());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalAddressesGiveEqualDesigns(Ladder.Rung rung) {
    Decoder method = rung.make().apply(ALPHA);
    Latents whole = decode(method, 1, 100, 40).designs();
    assertEquals(40, whole.size());
    assertEquals(whole, decode(method, 1, 100, 40).designs());
    assertNotEquals(whole, decode(method, 2, 100, 40).designs(), "another seed");
    if (method.independent()) {
      for (int size : new int[] {1, 7}) {
        for (int from = 0; from < 40; from += size) {
          int n = Math.min(size, 40 - from);
          int[] rows = IntStream.range(from, from + n).toArray();
          assertEquals(whole.select(rows), decode(method, 1, 100 + from, n).designs());
        }
      }
    }
  }

  /** Whatever batches reach the network, from however many threads. */
  @ParameterizedTest
  @MethodSource("methods")
  void neitherBatchesNorThreadsLeaveATrace(Ladder.Rung rung) {
    Decoder method = rung.make().apply(ALPHA);
    Decoding.Outcome<Latents> plain = decode(method, 1, 100, 20);
    for (int batch : new int[] {1, 7}) {
      Decoding.Outcome<Latents> split =
          Decoding.run(
              method, steering(new Split(network(), batch)), Streams.of(1), 100, 20, p -> {});
      assertEquals(plain.designs(), split.designs());
      assertEquals(plain.population().logZ(), split.population().logZ());
      assertArrayEquals(plain.population().values(), split.population().values());
    }
  }

  /** A network asked in small batches, on several threads at once. */
  private record Split(GaussianDenoiser network, int batch) implements GaussianDenoiser {
    @Override
    public Shape shape() {
      return network.shape();
    }

    @Override
    public Head head() {
      return network.head();
    }

    @Override
    public float[] predict(Latents states, NoiseLevel level) {
      int row = shape().numbers();
      float[] out = new float[states.data().length];
      IntStream.range(0, (states.size() + batch - 1) / batch)
          .parallel()
          .forEach(
              b -> {
                int from = b * batch;
                int to = Math.min(states.size(), from + batch);
                int[] rows = IntStream.range(from, to).toArray();
                float[] part = network.predict(states.select(rows), level);
                System.arraycopy(part, 0, out, from * row, part.length);
              });
      return out;
    }
  }
}
