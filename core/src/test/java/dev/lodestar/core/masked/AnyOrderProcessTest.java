package dev.lodestar.core.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.ExactMasked;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.exact.TabularDenoiser;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.EnumeratedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ProcessChecks;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyOrderProcessTest {
  private static final int V = 3;
  private static final int F = MaskedProcess.FREE;
  private static final int[][] TEMPLATES = {{F, F, F}, {F, 1, F, F}, {F, F, F, F}};

  private final ArbitraryDenoiser network = new ArbitraryDenoiser(8, V, 1.2, true);

  private AnyOrderProcess process(RevealOrder order, int atOnce, int[] fixed) {
    return new AnyOrderProcess(
        network, order, atOnce, fixed, new TokenDraw.InverseCdf(), new Meter(Budget.unlimited()));
  }

  @ParameterizedTest
  @CsvSource({
    "UNIFORM,1,0",
    "UNIFORM,2,1",
    "UNIFORM,2,2",
    "UNIFORM,3,1",
    "LEFT_TO_RIGHT,1,1",
    "LEFT_TO_RIGHT,2,0",
    "PROBABILITY,1,0",
    "MARGIN,1,1",
    "ENTROPY,2,2"
  })
  void designsFollowTheLawOfTheirOrder(RevealOrder order, int atOnce, int template) {
    int[] fixed = TEMPLATES[template];
    EnumeratedProcess exact =
        EnumeratedProcess.of(process(order, atOnce, fixed), V + 1, fixed.length);
    ProcessChecks.follows(
        () -> process(order, atOnce, fixed), exact, law(exact, order, atOnce, fixed));
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM,1", "UNIFORM,2", "PROBABILITY,1"})
  void smcIsUnbiased(RevealOrder order, int atOnce) {
    AnyOrderProcess process = process(order, atOnce, TEMPLATES[1]);
    EnumeratedProcess exact = EnumeratedProcess.of(process, V + 1, 4);
    ProcessChecks.smcIsUnbiased(
        process, exact, exact.reward(x -> x[0] + 0.5 * x[2] - 0.3 * x[0] * x[3]));
  }

  @Test
  void ancestralSamplingTendsToFirstHittingAsItsStepsGrow() {
    int[] fixed = TEMPLATES[0];
    EnumeratedProcess exact =
        EnumeratedProcess.of(process(RevealOrder.UNIFORM, 1, fixed), V + 1, 3);
    double[] distance = new double[4];
    for (int i = 0; i < distance.length; i++) {
      LogLinearSchedule schedule = new LogLinearSchedule(16 << i, 0);
      ExactMasked ancestral = new ExactMasked(network, schedule, fixed);
      distance[i] = Statistics.distance(ancestral.pretrained(), exact.designs());
    }
    assertTrue(distance[0] > 1e-3, "the two differ at few steps");
    for (int i = 1; i < distance.length; i++) {
      assertEquals(2, distance[i - 1] / distance[i], 0.2, "the error falls as 1/T");
    }
  }

  @Test
  void withAnExactNetworkAnyOrderOfSingleTokensSamplesTheData() {
    double[] logData = new double[27];
    Arrays.setAll(logData, i -> new Philox(3, 0, i, 0, 0).nextGaussian());
    TabularDenoiser perfect = new TabularDenoiser(V, 3, logData);
    double total = Arrays.stream(logData).map(Math::exp).sum();
    for (RevealOrder order : RevealOrder.values()) {
      AnyOrderProcess process =
          new AnyOrderProcess(
              perfect,
              order,
              1,
              TEMPLATES[0],
              new TokenDraw.InverseCdf(),
              new Meter(Budget.unlimited()));
      double[] law = EnumeratedProcess.of(process, V + 1, 3).designs();
      int[] designs = MaskedStates.free(V, 3).designs();
      for (int d = 0; d < designs.length; d++) {
        // the network answers in single precision
        assertEquals(Math.exp(logData[d]) / total, law[designs[d]], 1e-6, order.name());
      }
    }
  }

  @Test
  void guidanceTiltsPositionsAndTokensTogether() {
    AnyOrderProcess process = process(RevealOrder.UNIFORM, 2, TEMPLATES[2]);
    Outlook<Tokens> outlook = process.look(process.prior(draws(1)), 2);
    float[] g = new float[4 * (V + 1)];
    Philox rng = new Philox(4, 0, 0, 0, 0);
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) rng.nextGaussian();
    }
    Outlook<Tokens> guided = outlook.guided(g, 1.7);
    Tokens all = MaskedStates.free(V, 4).tokens(IntStream.range(0, 256).toArray());
    double[] p = probabilities(outlook, all);
    double[] q = probabilities(guided, all);
    double[] expected = new double[256];
    for (int c = 0; c < 256; c++) {
      double gain = 0;
      for (int l = 0; l < 4; l++) {
        gain += g[l * (V + 1) + all.data()[c * 4 + l]] - g[l * (V + 1) + V];
      }
      expected[c] = p[c] * Math.exp(1.7 * gain);
    }
    double total = Arrays.stream(expected).sum();
    assertArrayEquals(Arrays.stream(expected).map(x -> x / total).toArray(), q, 1e-12);
    long[] counts = new long[256];
    MaskedStates states = MaskedStates.free(V, 4);
    for (int s : states.indices(guided.propose(draws(1), 50_000))) {
      counts[s]++;
    }
    Statistics.accept(Statistics.gTest(counts, q), "guided children");
    float[] huge = new float[g.length];
    for (int i = 0; i < g.length; i++) {
      huge[i] = 1e4f * g[i];
    }
    double[] extreme = probabilities(outlook.guided(huge, 1.7), all);
    assertEquals(1, Arrays.stream(extreme).sum(), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM,2", "LEFT_TO_RIGHT,2", "ENTROPY,1"})
  void noiseIsDrawnAsTold(RevealOrder order, int to) {
    int[] fixed = {F, F, 1, F, F};
    AnyOrderProcess process = process(order, 1, fixed);
    EnumeratedProcess exact = EnumeratedProcess.of(process(order, 4, fixed), V + 1, 5);
    Tokens clean = new Tokens(new int[] {0, 2, 1, 1, 0}, 5);
    ProcessChecks.noiseIsDrawnAsTold(process, exact, clean, to);
    Tokens noisy = process.renoise(clean, to, Draws.of(Streams.of(1), 0, 1, to));
    assertEquals(to, Arrays.stream(noisy.data()).filter(t -> t == V).count());
    assertEquals(1, noisy.data()[2], "fixed positions stay");
  }

  @Test
  void aTimeDependentNetworkIsRefused() {
    ArbitraryDenoiser timed = new ArbitraryDenoiser(8, V, 1, false);
    Meter meter = new Meter(Budget.unlimited());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> AnyOrderProcess.firstHitting(timed, TEMPLATES[0], meter))
            .getMessage();
    assertTrue(message.contains("time-independent"), message);
    assertThrows(
        IllegalArgumentException.class, () -> process(RevealOrder.UNIFORM, 0, TEMPLATES[0]));
    assertThrows(
        IllegalArgumentException.class, () -> process(RevealOrder.UNIFORM, 1, new int[] {0, 1}));
  }

  private static double[] probabilities(Outlook<Tokens> outlook, Tokens children) {
    double[] p = outlook.logProb(children, children.size());
    return Arrays.stream(p).map(Math::exp).toArray();
  }

  private static Draws draws(int designs) {
    return Draws.of(Streams.of(9), 0, designs, 2);
  }

  /** The law of designs from the network's logits alone. */
  private double[] law(EnumeratedProcess exact, RevealOrder order, int atOnce, int[] fixed) {
    double[] out = new double[(int) Math.pow(V + 1, fixed.length)];
    int[] start = Arrays.stream(fixed).map(t -> t == F ? V : t).toArray();
    reveal(exact, order, atOnce, start, 1, out);
    return out;
  }

  private void reveal(
      EnumeratedProcess exact, RevealOrder order, int k, int[] state, double p, double[] out) {
    int[] masked = IntStream.range(0, state.length).filter(l -> state[l] == V).toArray();
    if (masked.length == 0) {
      out[exact.indices(new Tokens(state, state.length))[0]] += p;
      return;
    }
    int r = masked.length - (masked.length - 1) / k * k;
    double[][] clean = clean(state);
    int sets = 0;
    double[] most = {Double.NEGATIVE_INFINITY};
    for (int set = 0; set < 1 << masked.length; set++) {
      sets += Integer.bitCount(set) == r ? 1 : 0;
    }
    int best = 0;
    for (int set = 0; set < 1 << masked.length; set++) {
      if (order != RevealOrder.UNIFORM && Integer.bitCount(set) == r) {
        double sum = 0;
        for (int j = 0; j < masked.length; j++) {
          sum += (set >> j & 1) * priority(order, clean[masked[j]], masked[j]);
        }
        best = sum > most[0] ? set : best;
        most[0] = Math.max(most[0], sum);
      }
    }
    for (int set = 0; set < 1 << masked.length; set++) {
      if (Integer.bitCount(set) == r && (order == RevealOrder.UNIFORM || set == best)) {
        double q = order == RevealOrder.UNIFORM ? p / sets : p;
        fill(exact, order, k, state, masked, set, clean, q, out);
      }
    }
  }

  private void fill(
      EnumeratedProcess exact,
      RevealOrder order,
      int k,
      int[] state,
      int[] masked,
      int set,
      double[][] clean,
      double p,
      double[] out) {
    if (set == 0) {
      reveal(exact, order, k, state, p, out);
      return;
    }
    int position = masked[Integer.numberOfTrailingZeros(set)];
    for (int token = 0; token < V; token++) {
      int[] next = state.clone();
      next[position] = token;
      double q = p * clean[position][token];
      fill(exact, order, k, next, masked, set & (set - 1), clean, q, out);
    }
  }

  private static double priority(RevealOrder order, double[] p, int position) {
    double[] sorted = Arrays.stream(p).sorted().toArray();
    return switch (order) {
      case UNIFORM -> 0;
      case LEFT_TO_RIGHT -> -position;
      case PROBABILITY -> sorted[V - 1];
      case MARGIN -> sorted[V - 1] - sorted[V - 2];
      case ENTROPY -> Arrays.stream(p).map(x -> x * Math.log(x)).sum();
    };
  }

  private double[][] clean(int[] state) {
    float[] logits = network.logits(state, 1, state.length, 0);
    double[][] out = new double[state.length][V];
    for (int l = 0; l < state.length; l++) {
      double[] single = new double[V];
      double total = 0;
      for (int k = 0; k < V; k++) {
        out[l][k] = Math.exp(logits[l * V + k]);
        total += out[l][k];
      }
      double sum = 0;
      for (int k = 0; k < V; k++) {
        single[k] = (float) (out[l][k] / total); // as the sampler keeps them
        sum += single[k];
      }
      for (int k = 0; k < V; k++) {
        out[l][k] = single[k] / sum;
      }
    }
    return out;
  }
}
