package dev.lodestar.core.masked;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedOutlookTest {
  private static final int V = 3;
  private static final int L = 2;
  private static final int CHILDREN = 60_000;

  private final MaskedStates states = MaskedStates.free(V, L);

  static java.util.stream.Stream<TokenDraw> draws() {
    return java.util.stream.Stream.of(new TokenDraw.InverseCdf(), new TokenDraw.ExponentialRace());
  }

  private static Outlook<Tokens> look(TokenDraw draw, Tokens x, int step) {
    return new MaskedProcess(
            new ArbitraryDenoiser(3, V, 1.2, true),
            new LogLinearSchedule(3, 0.1),
            MaskedProcess.free(L),
            draw,
            new Meter(Budget.unlimited()))
        .look(x, step);
  }

  private static Draws at(int step, int rows) {
    return Draws.of(Streams.of(4), 0, rows, step);
  }

  /** Children drawn agree with the log-probabilities told, plain and guided. */
  @ParameterizedTest
  @MethodSource("draws")
  void childrenAreDrawnAsTheirLogProbabilitiesSay(TokenDraw draw) {
    Outlook<Tokens> plain = look(draw, states.tokens(states.masked()), 2);
    float[] gradient = gradient(1);
    for (Outlook<Tokens> outlook : java.util.List.of(plain, plain.guided(gradient, 0.7))) {
      Tokens children = outlook.propose(at(2, 1), CHILDREN);
      long[] counts = new long[states.size()];
      Arrays.stream(states.indices(children)).forEach(s -> counts[s]++);
      Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());
      double[] p = Arrays.stream(outlook.logProb(all, all.size())).map(Math::exp).toArray();
      assertEquals(1, Arrays.stream(p).sum(), 1e-9);
      accept(Statistics.gTest(counts, p), draw + " " + outlook);
    }
  }

  /** q(a) ∝ p(a)·exp(strength·(g_a − g_mask)), position by position. */
  @Test
  void guidanceTiltsTheKernel() {
    Outlook<Tokens> plain = look(new TokenDraw.InverseCdf(), states.tokens(states.masked()), 2);
    float[] g = gradient(5);
    double strength = 1.3;
    Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());
    double[] tilted = plain.logProb(all, all.size());
    for (int s = 0; s < all.size(); s++) {
      for (int l = 0; l < L; l++) {
        int token = all.data()[s * L + l];
        tilted[s] += strength * (g[l * (V + 1) + token] - g[l * (V + 1) + V]);
      }
    }
    double norm = Math.log(Arrays.stream(tilted).map(Math::exp).sum());
    double[] expected = Arrays.stream(tilted).map(x -> x - norm).toArray();
    assertArrayEquals(expected, plain.guided(g, strength).logProb(all, all.size()), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> plain.guided(new float[3], 1));
  }

  /** A gradient of any size tilts, and never overflows into what is no number. */
  @Test
  void strongGuidanceIsGreedy() {
    Outlook<Tokens> plain = look(new TokenDraw.InverseCdf(), states.tokens(states.masked()), 2);
    float[] g = gradient(5);
    Tokens children = plain.guided(g, 1e6).propose(at(2, 1), 100);
    for (int c = 0; c < children.size(); c++) {
      for (int l = 0; l < L; l++) {
        int token = children.data()[c * L + l];
        for (int k = 0; k <= V; k++) {
          assertEquals(true, g[l * (V + 1) + token] >= g[l * (V + 1) + k]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("draws")
  void cleanGuessesAreDrawnFromTheCleanProbabilities(TokenDraw draw) {
    Tokens x = new Tokens(new int[] {1, V}, L);
    Outlook<Tokens> outlook = look(draw, x, 2);
    Tokens guesses = outlook.sampleClean(at(2, 1), CHILDREN);
    long[] counts = new long[V];
    for (int c = 0; c < CHILDREN; c++) {
      assertEquals(1, guesses.data()[c * L], "what is revealed is kept");
      counts[guesses.data()[c * L + 1]]++;
    }
    float[] p = ((CleanProbabilities) outlook).cleanProbabilities();
    assertArrayEquals(new float[] {0, 1, 0}, Arrays.copyOf(p, V));
    double[] expected = {p[3], p[4], p[5]};
    assertEquals(1, Arrays.stream(expected).sum(), 1e-6);
    accept(Statistics.gTest(counts, expected), draw.toString());
    int mode = outlook.cleanGuess().data()[1];
    assertEquals(Arrays.stream(expected).max().orElseThrow(), expected[mode]);
  }

  @Test
  void thereIsNoStepBeyondTheData() {
    Outlook<Tokens> last = look(new TokenDraw.InverseCdf(), new Tokens(new int[] {1, 0}, L), 0);
    assertThrows(IllegalStateException.class, () -> last.propose(at(0, 1), 1));
  }

  private static float[] gradient(long seed) {
    Philox rng = new Philox(seed, 0, 0, 0, 0);
    float[] g = new float[L * (V + 1)];
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) rng.nextGaussian();
    }
    return g;
  }
}
