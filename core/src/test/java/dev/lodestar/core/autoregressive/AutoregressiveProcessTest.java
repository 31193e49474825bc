package dev.lodestar.core.autoregressive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.EnumeratedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ProcessChecks;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.ValueFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoregressiveProcessTest {
  private static final int V = 3;
  private static final int F = MaskedProcess.FREE;

  /** Logits drawn at random for every prefix; keeps what it was asked. */
  private static final class Arbitrary implements NextToken {
    private final Set<List<Integer>> distinct = new HashSet<>();
    private int rows;

    @Override
    public int vocabulary() {
      return V;
    }

    @Override
    public float[] logits(int[] prefixes, int n, int length) {
      rows += n;
      float[] out = new float[n * V];
      for (int i = 0; i < n; i++) {
        List<Integer> prefix =
            Arrays.stream(prefixes, i * length, (i + 1) * length).boxed().toList();
        distinct.add(prefix);
        Philox rng = new Philox(5, length, prefix.hashCode(), 0, 0);
        for (int k = 0; k < V; k++) {
          out[i * V + k] = (float) rng.nextGaussian();
        }
      }
      return out;
    }

    double probability(List<Integer> prefix, int token) {
      int[] p = prefix.stream().mapToInt(Integer::intValue).toArray();
      float[] logits = new Arbitrary().logits(p, 1, p.length);
      double total = 0;
      double sum = 0;
      for (float x : logits) {
        total += Math.exp(x);
      }
      for (float x : logits) {
        sum += (float) (Math.exp(x) / total); // as the sampler keeps them
      }
      return (float) (Math.exp(logits[token]) / total) / sum;
    }
  }

  private final Arbitrary network = new Arbitrary();
  private final Meter meter = new Meter(Budget.unlimited());

  private AutoregressiveProcess process(Completion completion, int... fixed) {
    return new AutoregressiveProcess(network, completion, fixed, new TokenDraw.InverseCdf(), meter);
  }

  private double[] law(int... fixed) {
    double[] law = new double[(int) Math.pow(V + 1, fixed.length)];
    extend(List.of(), 1, 0, fixed, law);
    return law;
  }

  private void extend(List<Integer> prefix, double p, int number, int[] fixed, double[] law) {
    if (prefix.size() == fixed.length) {
      law[number] = p;
      return;
    }
    int fixedToken = fixed[prefix.size()];
    for (int k = 0; k < V; k++) {
      List<Integer> next = new ArrayList<>(prefix);
      next.add(k);
      if (fixedToken == F) {
        double q = p * network.probability(prefix, k);
        extend(next, q, number * (V + 1) + k, fixed, law);
      } else if (fixedToken == k) {
        extend(next, p, number * (V + 1) + k, fixed, law);
      }
    }
  }

  @Test
  void designsFollowTheProductOfTheNextTokenProbabilities() {
    for (int[] fixed : new int[][] {{F, F, F}, {F, 1, F, 0}, {2, F, F}}) {
      EnumeratedProcess exact =
          EnumeratedProcess.of(process(Completion.REPEAT, fixed), V + 1, fixed.length);
      ProcessChecks.follows(() -> process(Completion.REPEAT, fixed), exact, law(fixed));
    }
  }

  @Test
  void smcIsUnbiased() {
    AutoregressiveProcess process = process(Completion.REPEAT, F, F, 1, F);
    EnumeratedProcess exact = EnumeratedProcess.of(process, V + 1, 4);
    ProcessChecks.smcIsUnbiased(process, exact, exact.reward(x -> x[0] - 0.6 * x[1] * x[3]));
  }

  @Test
  void rollOutsAreDrawsOfTheDesignGivenThePrefix() {
    AutoregressiveProcess process = process(Completion.REPEAT, F, F, F);
    EnumeratedProcess exact = EnumeratedProcess.of(process, V + 1, 3);
    Outlook<Tokens> outlook = process.look(new Tokens(new int[] {1, V, V}, 3), 2);
    Tokens guesses = outlook.sampleClean(Draws.of(Streams.of(3), 0, 1, 2), 20_000);
    double[] law = law(F, F, F);
    double first = network.probability(List.of(), 1);
    for (int s = 0; s < law.length; s++) {
      law[s] = s / 16 == 1 ? law[s] / first : 0;
    }
    Statistics.accept(Statistics.gTest(exact.counts(guesses), law), "roll-outs");
  }

  @Test
  void theGreedyGuessIsTheLikeliestTokenAgainAndAgain() {
    AutoregressiveProcess process = process(Completion.GREEDY, F, F, 1, F);
    Tokens states = new Tokens(new int[] {0, V, 1, V, 2, V, 1, V}, 4);
    Tokens guess = process.look(states, 2).cleanGuess();
    for (int i = 0; i < 2; i++) {
      int a = i * 2;
      int second = best(List.of(a));
      assertArrayEquals(new int[] {a, second, 1, best(List.of(a, second, 1))}, guess.row(i));
    }
    assertEquals(4, meter.spent().networkCalls(), "two prefixes, two completions");
    Tokens cheap = process(Completion.REPEAT, F, F, 1, F).look(states, 2).cleanGuess();
    assertEquals(cheap.row(0)[1], cheap.row(0)[3]);
    assertEquals(6, meter.spent().networkCalls());
  }

  private int best(List<Integer> prefix) {
    return IntStream.range(0, V)
        .boxed()
        .max(
            (a, b) ->
                Double.compare(network.probability(prefix, a), network.probability(prefix, b)))
        .orElseThrow();
  }

  private Tokens run(AutoregressiveProcess process, ValueFunction<Tokens> value, int width) {
    return Decoding.run(
            new Svdd(width, 0), new Steering<>(process, value), Streams.of(8), 0, 3, p -> {})
        .designs();
  }

  @Test
  void everyPrefixIsEvaluatedOnce() {
    int[] fixed = MaskedProcess.free(8);
    PosteriorMean<Tokens> greedy = new PosteriorMean<>(AutoregressiveProcessTest::sums);
    run(process(Completion.GREEDY, fixed), greedy, 4);
    assertEquals(network.distinct.size(), network.rows);
    assertEquals(network.rows, meter.spent().networkCalls());
    int completed = network.rows;
    network.rows = 0;
    run(process(Completion.REPEAT, fixed), greedy, 4);
    assertTrue(network.rows < completed, "completions cost " + completed + ", not " + network.rows);
    network.rows = 0;
    Decoding.run(
        new Pretrained(),
        new Steering<>(process(Completion.REPEAT, fixed), greedy),
        Streams.of(8),
        0,
        1,
        p -> {});
    assertEquals(8, network.rows, "one a token");
  }

  @Test
  void steeringRaisesTheReward() {
    int[] fixed = MaskedProcess.free(8);
    double before = mean(run(process(Completion.GREEDY, fixed), (o, d) -> new double[o.size()], 1));
    double guess =
        mean(
            run(
                process(Completion.GREEDY, fixed),
                new PosteriorMean<>(AutoregressiveProcessTest::sums),
                6));
    double rollOuts =
        mean(
            run(
                process(Completion.REPEAT, fixed),
                new PosteriorSamples<>(AutoregressiveProcessTest::sums, 5, 0.5),
                6));
    assertTrue(guess > before + 2 && rollOuts > before + 2, before + " " + guess + " " + rollOuts);
  }

  private static double[] sums(Tokens x) {
    return IntStream.range(0, x.size()).mapToDouble(i -> Arrays.stream(x.row(i)).sum()).toArray();
  }

  private static double mean(Tokens x) {
    return Arrays.stream(sums(x)).average().orElseThrow();
  }

  @Test
  void aRunThatRunsOutOfBudgetEndsWithItsGuess() {
    Meter small = new Meter(new Budget(12, Long.MAX_VALUE, Double.POSITIVE_INFINITY));
    AutoregressiveProcess process =
        new AutoregressiveProcess(
            network, Completion.GREEDY, MaskedProcess.free(8), new TokenDraw.InverseCdf(), small);
    Decoding.Outcome<Tokens> outcome =
        Decoding.run(
            new Pretrained(),
            new Steering<Tokens>(process, (o, d) -> new double[o.size()]),
            Streams.of(8),
            0,
            2,
            p -> {});
    assertTrue(outcome.exhausted().isPresent() && outcome.stoppedAt() > 0);
    assertTrue(Arrays.stream(outcome.designs().data()).allMatch(t -> t < V));
  }

  @Test
  void guidanceTiltsTheNextToken() {
    AutoregressiveProcess process = process(Completion.REPEAT, F, F);
    Tokens state = new Tokens(new int[] {2, V}, 2);
    Outlook<Tokens> outlook = process.look(state, 1);
    float[] g = {9, 9, 9, 9, 0.5f, -1, 0.25f, 0.1f};
    Tokens children = new Tokens(new int[] {2, 0, 2, 1, 2, 2}, 2);
    double[] p = outlook.logProb(children, 3);
    double[] q = outlook.guided(g, 1.5).logProb(children, 3);
    double total = 0;
    double[] expected = new double[3];
    for (int k = 0; k < 3; k++) {
      expected[k] = Math.exp(p[k] + 1.5 * (g[4 + k] - g[7]));
      total += expected[k];
    }
    for (int k = 0; k < 3; k++) {
      assertEquals(expected[k] / total, Math.exp(q[k]), 1e-12);
    }
  }

  @Test
  void noiseErasesTheLastTokens() {
    AutoregressiveProcess process = process(Completion.REPEAT, F, 1, F, F);
    Tokens clean = new Tokens(new int[] {0, 1, 2, 2}, 4);
    EnumeratedProcess exact = EnumeratedProcess.of(process, V + 1, 4);
    ProcessChecks.noiseIsDrawnAsTold(process, exact, clean, 2);
    Tokens noisy = process.renoise(clean, 2, Draws.of(Streams.of(1), 0, 1, 2));
    assertArrayEquals(new int[] {0, 1, V, V}, noisy.data());
    assertThrows(
        IllegalArgumentException.class,
        () -> process.renoise(noisy, 2, 1, Draws.of(Streams.of(1), 0, 1, 2)));
  }
}
