package dev.lodestar.core.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A token process on a space small enough to enumerate, by the transition probabilities that it
 * tells itself. A state's number is read in base {@code symbols}, the first position the most
 * significant.
 */
public final class EnumeratedProcess {
  private final ReverseProcess<Tokens> process;
  private final int symbols;
  private final int length;
  private final Tokens all;
  private final double[][][] kernels;
  private final double[][] laws;
  private final int[] design;

  /**
   * @param symbols tokens a state may hold, a mask included
   * @param prior law of the states at the highest noise level, by state number
   */
  public EnumeratedProcess(
      ReverseProcess<Tokens> process, int symbols, int length, double[] prior) {
    this.process = process;
    this.symbols = symbols;
    this.length = length;
    int n = (int) Math.round(Math.pow(symbols, length));
    this.all = states(IntStream.range(0, n).toArray());
    int steps = process.steps();
    this.kernels = new double[steps + 1][n][];
    this.laws = new double[steps + 1][n];
    laws[steps] = prior.clone();
    for (int t = steps; t > 0; t--) {
      for (int s = 0; s < n; s++) {
        if (laws[t][s] > 0) {
          kernels[t][s] = kernel(t, s);
          for (int c = 0; c < n; c++) {
            laws[t - 1][c] += laws[t][s] * kernels[t][s][c];
          }
        }
      }
    }
    int[] reached = IntStream.range(0, n).filter(s -> laws[0][s] > 0).toArray();
    int[] ends = indices(process.look(states(reached), 0).cleanGuess());
    this.design = new int[n];
    for (int i = 0; i < reached.length; i++) {
      design[reached[i]] = ends[i];
    }
  }

  /** A process all of whose rows start alike. */
  public static EnumeratedProcess of(ReverseProcess<Tokens> process, int symbols, int length) {
    Tokens start = process.prior(Draws.of(Streams.of(0), 0, 1, process.steps()));
    double[] prior = new double[(int) Math.round(Math.pow(symbols, length))];
    prior[index(start.row(0), symbols)] = 1;
    return new EnumeratedProcess(process, symbols, length, prior);
  }

  private double[] kernel(int step, int state) {
    Outlook<Tokens> outlook = process.look(states(new int[] {state}), step);
    double[] p = outlook.logProb(all, all.size());
    Arrays.setAll(p, c -> Math.exp(p[c]));
    assertEquals(1, Arrays.stream(p).sum(), 1e-12, "children of state " + state + " at " + step);
    return p;
  }

  /** Law of the designs, by state number. */
  public double[] designs() {
    double[] out = new double[all.size()];
    for (int s = 0; s < out.length; s++) {
      out[design[s]] += laws[0][s];
    }
    return out;
  }

  /** Law of the states at a noise level, by state number. */
  public double[] law(int step) {
    return laws[step].clone();
  }

  /** E[exp(r/α)] = Z. */
  public double z(Objective<Tokens> objective, double alpha) {
    double[] r = objective.of(all);
    double[] p = designs();
    return IntStream.range(0, p.length).mapToDouble(s -> p[s] * Math.exp(r[s] / alpha)).sum();
  }

  /** The exact soft value α log E[exp(r(x_0)/α) | x_t]. */
  public ValueFunction<Tokens> value(Objective<Tokens> objective, double alpha) {
    double[] r = objective.of(all);
    double[][] h = new double[laws.length][all.size()];
    Arrays.setAll(h[0], s -> Math.exp(r[design[s]] / alpha));
    for (int t = 1; t < h.length; t++) {
      for (int s = 0; s < all.size(); s++) {
        for (int c = 0; kernels[t][s] != null && c < all.size(); c++) {
          h[t][s] += kernels[t][s][c] * h[t - 1][c];
        }
      }
    }
    return (outlook, draws) ->
        Arrays.stream(indices(outlook.states()))
            .mapToDouble(s -> alpha * Math.log(h[outlook.step()][s]))
            .toArray();
  }

  /** A reward by state number. */
  public Objective<Tokens> reward(ToDoubleFunction<int[]> f) {
    return x -> IntStream.range(0, x.size()).mapToDouble(i -> f.applyAsDouble(x.row(i))).toArray();
  }

  /** How often each state is among the rows. */
  public long[] counts(Tokens x) {
    long[] out = new long[all.size()];
    Arrays.stream(indices(x)).forEach(s -> out[s]++);
    return out;
  }

  /** Every state, in the order of their numbers. */
  public Tokens all() {
    return all;
  }

  /** Numbers of the rows' states. */
  public int[] indices(Tokens x) {
    return IntStream.range(0, x.size()).map(i -> index(x.row(i), symbols)).toArray();
  }

  /** The states of the given numbers. */
  public Tokens states(int[] numbers) {
    int[] data = new int[numbers.length * length];
    for (int i = 0; i < numbers.length; i++) {
      int rest = numbers[i];
      for (int l = length - 1; l >= 0; l--, rest /= symbols) {
        data[i * length + l] = rest % symbols;
      }
    }
    return new Tokens(data, length);
  }

  private static int index(int[] row, int symbols) {
    return Arrays.stream(row).reduce(0, (s, token) -> s * symbols + token);
  }
}
