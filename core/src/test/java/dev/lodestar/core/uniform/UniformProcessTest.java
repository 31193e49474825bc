package dev.lodestar.core.uniform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.CosineSchedule;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.NoiseSchedule;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
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
import org.junit.jupiter.params.provider.EnumSource;

class UniformProcessTest {
  private static final int V = 3;
  private static final int F = MaskedProcess.FREE;

  private final ArbitraryDenoiser arbitrary = new ArbitraryDenoiser(6, V, 1, false);

  private static UniformProcess process(
      TokenDenoiser network, NoiseSchedule schedule, CleanUse use, int... fixed) {
    return process(network, schedule, use, new Meter(Budget.unlimited()), fixed);
  }

  private static UniformProcess process(
      TokenDenoiser network, NoiseSchedule schedule, CleanUse use, Meter meter, int... fixed) {
    return new UniformProcess(network, schedule, use, fixed, new TokenDraw.InverseCdf(), meter);
  }

  @ParameterizedTest
  @EnumSource(CleanUse.class)
  void designsFollowTheLawOfTheMatrixProducts(CleanUse use) {
    NoiseSchedule schedule = new CosineSchedule(5);
    double[] law = uniform(2);
    EnumeratedProcess exact =
        new EnumeratedProcess(process(arbitrary, schedule, use, F, F), V, 2, law);
    for (int t = 5; t > 0; t--) {
      double[] next = new double[law.length];
      for (int s = 0; s < law.length; s++) {
        double[][] p = transition(schedule, use, t, exact.states(new int[] {s}).data());
        for (int c = 0; c < law.length; c++) {
          next[c] += law[s] * p[0][c / V] * p[1][c % V];
        }
      }
      law = next;
    }
    ProcessChecks.follows(() -> process(arbitrary, schedule, use, F, F), exact, law);
  }

  @Test
  void smcIsUnbiased() {
    UniformProcess process =
        process(arbitrary, new LogLinearSchedule(4, 0), CleanUse.MIXTURE, F, 2, F);
    double[] prior = new double[27];
    for (int i = 0; i < 9; i++) {
      prior[i / 3 * 9 + 6 + i % 3] = 1 / 9.0;
    }
    EnumeratedProcess exact = new EnumeratedProcess(process, V, 3, prior);
    ProcessChecks.smcIsUnbiased(process, exact, exact.reward(x -> x[0] - 0.7 * x[0] * x[2]));
    double[] designs = exact.designs();
    for (int s = 0; s < 27; s++) {
      assertTrue(designs[s] == 0 || s / 3 % 3 == 2, "position 1 keeps its token");
    }
  }

  /** The posteriors p(x_0 | x_t) of a distribution over V^L, by enumeration. */
  private record Perfect(double[] data, int length) implements TokenDenoiser {
    @Override
    public int vocabulary() {
      return V;
    }

    @Override
    public boolean timeIndependent() {
      return false;
    }

    @Override
    public float[] logits(int[] tokens, int rows, int l, double noise) {
      double keep = Math.exp(-noise);
      float[] out = new float[tokens.length * V];
      for (int i = 0; i < rows; i++) {
        double[] p = new double[length * V];
        for (int x = 0; x < data.length; x++) {
          double joint = data[x];
          for (int k = 0; k < length; k++) {
            boolean same = digit(x, k) == tokens[i * length + k];
            joint *= (same ? keep : 0) + (1 - keep) / V;
          }
          for (int k = 0; k < length; k++) {
            p[k * V + digit(x, k)] += joint;
          }
        }
        for (int k = 0; k < p.length; k++) {
          out[i * p.length + k] = (float) Math.log(p[k]);
        }
      }
      return out;
    }

    private int digit(int x, int position) {
      return x / (int) Math.pow(V, length - 1 - position) % V;
    }
  }

  private static double[] data(int length) {
    double[] p =
        IntStream.range(0, (int) Math.pow(V, length))
            .mapToDouble(i -> Math.exp(new Philox(2, length, i, 0, 0).nextGaussian()))
            .toArray();
    double total = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / total).toArray();
  }

  @Test
  void withAnExactPosteriorOnePositionSamplesTheData() {
    double[] data = data(1);
    NoiseSchedule schedule = new LogLinearSchedule(3, 0);
    double keep = 1 - schedule.move(3);
    double[] prior = Arrays.stream(data).map(p -> keep * p + (1 - keep) / V).toArray();
    UniformProcess process = process(new Perfect(data, 1), schedule, CleanUse.MIXTURE, F);
    // the network answers in single precision
    assertArrayEquals(data, new EnumeratedProcess(process, V, 1, prior).designs(), 1e-6);
  }

  @Test
  void withAnExactPosteriorTheErrorOfManyPositionsFallsAsTheStepsGrow() {
    double[] data = data(2);
    double[] prior = uniform(2);
    double[] error = new double[3];
    for (int i = 0; i < error.length; i++) {
      NoiseSchedule schedule = new CosineSchedule(16 << i);
      UniformProcess process = process(new Perfect(data, 2), schedule, CleanUse.MIXTURE, F, F);
      error[i] = Statistics.distance(data, new EnumeratedProcess(process, V, 2, prior).designs());
    }
    assertTrue(error[0] > 1e-3, "few steps have a bias");
    assertEquals(2, error[0] / error[1], 0.4, Arrays.toString(error));
    assertEquals(2, error[1] / error[2], 0.4, Arrays.toString(error));
  }

  @Test
  void guidanceTiltsTokensAgainstTheCurrentOne() {
    UniformProcess process = process(arbitrary, new CosineSchedule(4), CleanUse.PLUG_IN, F, F);
    Tokens state = new Tokens(new int[] {1, 2}, 2);
    Outlook<Tokens> outlook = process.look(state, 3);
    float[] g = {0.3f, -0.2f, 1.1f, 0.5f, 0f, -0.9f};
    Tokens all = new EnumeratedProcess(process, V, 2, uniform(2)).all();
    double[] p = outlook.logProb(all, 9);
    double[] q = outlook.guided(g, 2).logProb(all, 9);
    double[] expected = new double[9];
    for (int c = 0; c < 9; c++) {
      expected[c] = Math.exp(p[c] + 2 * (g[c / V] - g[1] + g[V + c % V] - g[V + 2]));
    }
    double total = Arrays.stream(expected).sum();
    for (int c = 0; c < 9; c++) {
      assertEquals(expected[c] / total, Math.exp(q[c]), 1e-12);
    }
  }

  @Test
  void noiseIsDrawnAsTold() {
    UniformProcess process = process(arbitrary, new CosineSchedule(4), CleanUse.MIXTURE, F, F, 1);
    EnumeratedProcess exact = new EnumeratedProcess(process, V, 3, state(10));
    for (int to : new int[] {0, 2, 4}) {
      ProcessChecks.noiseIsDrawnAsTold(process, exact, new Tokens(new int[] {2, 0, 1}, 3), to);
    }
    Tokens half = new Tokens(new int[] {2, 0, 1}, 3);
    double twice = 0; // q(x_3 | x_0) = Σ q(x_3 | x_1) q(x_1 | x_0)
    Tokens end = new Tokens(new int[] {2, 1, 1}, 3);
    for (int s = 0; s < 27; s++) {
      Tokens middle = exact.states(new int[] {s});
      twice +=
          Math.exp(
              process.logNoise(half, 0, middle, 1)[0] + process.logNoise(middle, 1, end, 3)[0]);
    }
    assertEquals(process.logNoise(half, 0, end, 3)[0], Math.log(twice), 1e-12);
  }

  @Test
  void theDataIsNotAskedAbout() {
    Meter meter = new Meter(Budget.unlimited());
    int steps = 12;
    UniformProcess process =
        process(arbitrary, new CosineSchedule(steps), CleanUse.MIXTURE, meter, new int[] {F, F});
    Decoding.run(
        new Pretrained(),
        new Steering<Tokens>(process, (o, d) -> new double[o.size()]),
        Streams.of(1),
        0,
        1,
        p -> {});
    assertEquals(steps, meter.spent().networkCalls());
    meter = new Meter(Budget.unlimited());
    process =
        process(arbitrary, new CosineSchedule(steps), CleanUse.MIXTURE, meter, new int[] {F, F});
    Tokens x = process.prior(Draws.of(Streams.of(1), 0, 500, steps));
    Outlook<Tokens> outlook = process.look(x, steps);
    assertEquals(0, meter.spent().networkCalls(), "nothing has been read yet");
    outlook.cleanGuess();
    assertEquals(9, meter.spent().networkCalls(), "equal states are asked about once");
  }

  private static double[] uniform(int length) {
    double[] out = new double[(int) Math.pow(V, length)];
    Arrays.fill(out, 1.0 / out.length);
    return out;
  }

  private static double[] state(int number) {
    double[] out = new double[27];
    out[number] = 1;
    return out;
  }

  /** Probabilities of the next token of each position, from the network's logits and matrices. */
  private double[][] transition(NoiseSchedule schedule, CleanUse use, int t, int[] state) {
    double after = 1 - schedule.move(t);
    double before = t == 1 ? 1 : 1 - schedule.move(t - 1);
    float[] logits = arbitrary.logits(state, 1, state.length, schedule.sigma(t));
    double[][] out = new double[state.length][V];
    for (int l = 0; l < state.length; l++) {
      double total = 0;
      for (int k = 0; k < V; k++) {
        total += Math.exp(logits[l * V + k]);
      }
      for (int x = 0; x < V; x++) {
        double p = (float) (Math.exp(logits[l * V + x]) / total); // as the sampler keeps it
        for (int j = 0; j < V; j++) {
          double joint = entry(before, x, j) * entry(after / before, j, state[l]);
          out[l][j] += p * (use == CleanUse.MIXTURE ? joint / entry(after, x, state[l]) : joint);
        }
      }
      double sum = Arrays.stream(out[l]).sum();
      out[l] = Arrays.stream(out[l]).map(w -> w / sum).toArray();
    }
    return out;
  }

  private static double entry(double keep, int from, int to) {
    return (from == to ? keep : 0) + (1 - keep) / V;
  }
}
