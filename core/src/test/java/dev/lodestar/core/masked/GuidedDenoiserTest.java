package dev.lodestar.core.masked;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.ClassifierFreeGuidance;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ConditionalTable;
import dev.lodestar.core.exact.ExactMasked;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.exact.TabularDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifier-free guidance against enumeration. */
class GuidedDenoiserTest {
  private static final int V = 3;
  private static final int LENGTH = 3;
  private static final LogLinearSchedule SCHEDULE = new LogLinearSchedule(4, 0.25);

  /** The classes' laws, drawn at random; the unconditional model is their even mixture. */
  private static final double[][] LAWS = {law(1), law(2)};

  private static final ConditionalTable TABLE =
      new ConditionalTable(List.of(table(LAWS[0]), table(LAWS[1])), table(mixture()));

  /** Consistent with no distribution, and other logits in every state: misplaced rows show. */
  private static final ConditionalTable ARBITRARY =
      new ConditionalTable(
          List.of(new ArbitraryDenoiser(1, V, 1, true), new ArbitraryDenoiser(2, V, 1, true)),
          new ArbitraryDenoiser(3, V, 1, true));

  private static double[] law(long seed) {
    Philox rng = new Philox(seed, 0, 0, 0, 0);
    double[] p = new double[(int) Math.pow(V, LENGTH)];
    Arrays.setAll(p, i -> Math.exp(1.5 * rng.nextGaussian()));
    double total = Arrays.stream(p).sum();
    Arrays.setAll(p, i -> p[i] / total);
    return p;
  }

  private static double[] mixture() {
    double[] p = new double[LAWS[0].length];
    Arrays.setAll(p, i -> (LAWS[0][i] + LAWS[1][i]) / 2);
    return p;
  }

  private static TokenDenoiser table(double[] law) {
    return new TabularDenoiser(V, LENGTH, Arrays.stream(law).map(Math::log).toArray());
  }

  private static double[] enumerated(TokenDenoiser network) {
    return new ExactMasked(network, SCHEDULE, MaskedProcess.free(LENGTH)).pretrained();
  }

  private static long[] drawn(TokenDenoiser network, double strength) {
    Bed bed = Bed.of(network, SCHEDULE, MaskedProcess.free(LENGTH));
    ClassifierFreeGuidance method = new ClassifierFreeGuidance(strength);
    return bed.counts(bed.decode(method, (o, d) -> new double[o.size()], 1, 0, 30_000).designs());
  }

  @Test
  void strengthOneIsTheConditionalLawAndStrengthZeroTheUnconditionalOne() {
    for (int c = 0; c < 2; c++) {
      double[] conditional = enumerated(table(LAWS[c]));
      TokenDenoiser one = new GuidedDenoiser(TABLE, c, 1);
      assertArrayEquals(conditional, enumerated(one), 1e-12);
      accept(Statistics.gTest(drawn(one, 1), conditional), "class " + c);
      TokenDenoiser zero = new GuidedDenoiser(TABLE, c, 0);
      double[] unconditional = enumerated(table(mixture()));
      assertArrayEquals(unconditional, enumerated(zero), 1e-12);
      accept(Statistics.gTest(drawn(zero, 0), unconditional), "untold");
      assertTrue(Statistics.distance(conditional, unconditional) > 0.1);
    }
  }

  /** Near 1 both branches are asked, and mixed. */
  @Test
  void strengthsNearZeroAndOneLeadThere() {
    double[] at1 = enumerated(new GuidedDenoiser(TABLE, 1, 1));
    assertArrayEquals(at1, enumerated(new GuidedDenoiser(TABLE, 1, 1 + 1e-7)), 1e-5);
    double[] at0 = enumerated(new GuidedDenoiser(TABLE, 1, 0));
    assertArrayEquals(at0, enumerated(new GuidedDenoiser(TABLE, 1, 1e-7)), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1.7, 4})
  void designsFollowTheEnumeratedLawOfTheMixture(double w) {
    for (ConditionalTable model : List.of(TABLE, ARBITRARY)) {
      double[] law = enumerated(new ByHand(model, 1, w));
      assertArrayEquals(law, enumerated(new GuidedDenoiser(model, 1, w)), 1e-6);
      accept(Statistics.gTest(drawn(new GuidedDenoiser(model, 1, w), w), law), "w = " + w);
      // and the test sees whether the two branches were swapped
      double[] swapped = enumerated(new ByHand(model, 1, 1 - w));
      assertTrue(Statistics.distance(law, swapped) > 0.05);
    }
  }

  /** p_u·(p_c/p_u)^w in linear space, one state at a time. */
  private record ByHand(ConditionalTable model, int condition, double w) implements TokenDenoiser {
    @Override
    public int vocabulary() {
      return V;
    }

    @Override
    public boolean timeIndependent() {
      return true;
    }

    @Override
    public float[] logits(int[] tokens, int rows, int length, double noise) {
      float[] out = new float[rows * length * V];
      for (int at = 0; at < rows * length; at++) {
        int row = at / length;
        int[] state = Arrays.copyOfRange(tokens, row * length, (row + 1) * length);
        double[] u = probabilities(model.untold(), state, at % length);
        double[] c = probabilities(model.told().get(condition), state, at % length);
        for (int k = 0; k < V; k++) {
          out[at * V + k] = (float) Math.log(u[k] * Math.pow(c[k] / u[k], w));
        }
      }
      return out;
    }

    private static double[] probabilities(TokenDenoiser network, int[] state, int position) {
      float[] logits = network.logits(state, 1, state.length, 0);
      double[] p = new double[V];
      Arrays.setAll(p, k -> Math.exp(logits[position * V + k]));
      double total = Arrays.stream(p).sum();
      Arrays.setAll(p, k -> p[k] / total);
      return p;
    }
  }

  /** One letter: there the law of designs is p_u·p(c | x)^w itself, by Bayes' rule. */
  @Test
  void ofOneLetterTheLawIsTheModelTimesTheClassifierToTheStrength() {
    double[] a = {0.7, 0.2, 0.1};
    double[] b = {0.1, 0.4, 0.5};
    double[] u = {0.4, 0.3, 0.3};
    ConditionalTable model =
        new ConditionalTable(
            List.of(new TabularDenoiser(3, 1, logs(a)), new TabularDenoiser(3, 1, logs(b))),
            new TabularDenoiser(3, 1, logs(u)));
    double w = 2.5;
    double[] expected = new double[3];
    for (int k = 0; k < 3; k++) {
      double classifier = b[k] / (a[k] + b[k]);
      expected[k] = u[k] * Math.pow(classifier, w);
    }
    double total = Arrays.stream(expected).sum();
    double[] law =
        new ExactMasked(
                new GuidedDenoiser(model, 1, w), new LogLinearSchedule(3, 1e-9), new int[] {-1})
            .pretrained();
    for (int k = 0; k < 3; k++) {
      assertEquals(expected[k] / total, law[k], 1e-6);
    }
  }

  private static double[] logs(double[] p) {
    return Arrays.stream(p).map(Math::log).toArray();
  }

  /** Whatever the company of a state, its guided logits are its own. */
  @Test
  void rowsAreNotMisaligned() {
    GuidedDenoiser guided = new GuidedDenoiser(ARBITRARY, 0, 2);
    Tokens all = Bed.of(ARBITRARY.untold(), SCHEDULE, -1, -1, -1).exact().states().tokens(states());
    float[] together = guided.logits(all.data(), all.size(), LENGTH, 0);
    for (int i = 0; i < all.size(); i++) {
      float[] alone = guided.logits(all.row(i), 1, LENGTH, 0);
      int size = LENGTH * V;
      assertArrayEquals(alone, Arrays.copyOfRange(together, i * size, (i + 1) * size));
    }
  }

  private static int[] states() {
    int[] out = new int[64];
    Arrays.setAll(out, i -> (i * 29) % 64);
    return out;
  }

  @Test
  void whatEitherBranchExcludesStaysExcluded() {
    double no = Double.NEGATIVE_INFINITY;
    ConditionalTable model =
        new ConditionalTable(
            List.of(new TabularDenoiser(4, 1, new double[] {0, no, 0, no})),
            new TabularDenoiser(4, 1, new double[] {0, 0, no, no}));
    for (double w : new double[] {0.5, 3}) {
      float[] logits = new GuidedDenoiser(model, 0, w).logits(new int[] {4}, 1, 1, 0);
      float out = Float.NEGATIVE_INFINITY;
      assertArrayEquals(new float[] {logits[0], out, out, out}, logits);
      assertTrue(Float.isFinite(logits[0]));
    }
  }

  @Test
  void bothBranchesCount() {
    assertEquals(1, new GuidedDenoiser(TABLE, 0, 0).evaluations());
    assertEquals(1, new GuidedDenoiser(TABLE, 0, 1).evaluations());
    GuidedDenoiser guided = new GuidedDenoiser(TABLE, 0, 2);
    assertEquals(2, guided.evaluations());
    Meter meter = new Meter(Budget.unlimited());
    Tokens x = new Tokens(new int[] {0, 3, 3, 0, 3, 3, 1, 3, 3}, LENGTH);
    new MaskedProcess(guided, 4, LENGTH, meter).look(x, 2).cleanGuess();
    assertEquals(4, meter.spent().networkCalls(), "two of three states differ");
    assertEquals(6, meter.spent().networkAsked());
    Meter plain = new Meter(Budget.unlimited());
    MaskedProcess.withoutMemory(guided, 4, LENGTH, plain).look(x, 2).cleanGuess();
    assertEquals(6, plain.spent().networkCalls());
    try (ParallelDenoiser parallel = new ParallelDenoiser(guided, 2, 2)) {
      assertEquals(2, parallel.evaluations());
    }
    Meter small = new Meter(new Budget(3, 10, 1e9));
    MaskedProcess poor = new MaskedProcess(guided, 4, LENGTH, small);
    assertThrows(BudgetExhausted.class, () -> poor.look(x, 2).cleanGuess());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new GuidedDenoiser(TABLE, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new GuidedDenoiser(TABLE, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> new GuidedDenoiser(TABLE, 0, -0.1));
    assertThrows(IllegalArgumentException.class, () -> new GuidedDenoiser(TABLE, 0, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new ClassifierFreeGuidance(-1));
  }
}
