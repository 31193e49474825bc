package dev.lodestar.core.uniform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.CosineSchedule;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.NoiseSchedule;
import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel in closed form against products of transition matrices. */
class UniformKernelTest {
  private static final int V = 4;

  static Stream<NoiseSchedule> schedules() {
    return Stream.of(new LogLinearSchedule(6, 0), new CosineSchedule(6));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void bothUsesAreTheMatrixProducts(NoiseSchedule schedule) {
    double[][] noise = step(1);
    for (int t = 1; t <= schedule.steps(); t++) {
      double before = 1 - schedule.move(t - 1);
      double after = 1 - schedule.move(t);
      double[][] one = step(after / before);
      double[][] two = product(noise, one);
      for (int current = 0; current < V; current++) {
        double[] p = prediction(t, current);
        double[] mixture = new double[V];
        double[] plugIn = new double[V];
        for (int x = 0; x < V; x++) {
          for (int j = 0; j < V; j++) {
            mixture[j] += p[x] * noise[x][j] * one[j][current] / two[x][current];
            plugIn[j] += p[x] * noise[x][j] * one[j][current];
          }
        }
        check(mixture, new UniformKernel(after, before, CleanUse.MIXTURE), current, p);
        check(plugIn, new UniformKernel(after, before, CleanUse.PLUG_IN), current, p);
      }
      noise = two;
    }
  }

  @Test
  void schedulesRiseFromNothingToAlmostAll() {
    schedules()
        .forEach(
            s -> {
              assertEquals(0, s.move(0), 1e-15);
              assertEquals(0.999, s.move(6), 1e-12);
              assertTrue(s.move(3) > s.move(2) && s.sigma(6) < 7);
              assertEquals(1 - s.move(4), Math.exp(-s.sigma(4)), 1e-12);
            });
    // cos²(0.508/1.008·π/2)/cos²(0.008/1.008·π/2), from the formula by hand
    assertEquals(0.999 * (1 - 0.493843590440638), new CosineSchedule(6).move(3), 1e-12);
  }

  private static void check(double[] expected, UniformKernel kernel, int current, double[] p) {
    double[] weights = p.clone();
    kernel.apply(current, weights);
    assertArrayEquals(normalised(expected), normalised(weights), 1e-12, kernel.toString());
    if (kernel.use() == CleanUse.MIXTURE) {
      assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
    }
  }

  private static double[] prediction(int t, int current) {
    Philox rng = new Philox(7, t, current, 0, 0);
    return normalised(rng.doubles(V).toArray());
  }

  private static double[] normalised(double[] w) {
    double total = Arrays.stream(w).sum();
    return Arrays.stream(w).map(x -> x / total).toArray();
  }

  /** The transition matrix of one step that keeps a token with probability {@code keep}. */
  private static double[][] step(double keep) {
    double[][] q = new double[V][V];
    for (int i = 0; i < V; i++) {
      Arrays.fill(q[i], (1 - keep) / V);
      q[i][i] += keep;
    }
    return q;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[V][V];
    for (int i = 0; i < V; i++) {
      for (int j = 0; j < V; j++) {
        for (int k = 0; k < V; k++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }
}
