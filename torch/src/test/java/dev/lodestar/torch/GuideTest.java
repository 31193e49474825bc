package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.value.DifferentiableScore;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Guides' gradients against finite differences.
 *
 * <p>The recorded {@code dps_grad_onehot5} and {@code value_grad_onehot} cannot serve: they belong
 * to a value network whose weights were not recorded ({@code value} differs from {@code oracle},
 * whose weights were), take the batch's mean, and send revealed tokens through a softmax.
 */
class GuideTest {
  private static final int LENGTH = 10;
  private static final int V = 4;
  private static final int ROWS = 3;

  private final int[] states =
      new SplittableRandom(5).ints((long) ROWS * LENGTH, 0, V + 1).toArray();

  private static CnnDenoiser denoiser() {
    return CnnDenoiser.untrained(new CnnDenoiser.Config(V, 16, 5, List.of(1, 2)), 1);
  }

  private static NeuralRegressor scorer(RegressorConfig config) {
    ParameterLayout layout = RegressorNet.of(config).layout();
    return NeuralRegressor.of(
        config, new ParameterSet(layout, layout.initial(2)), new Scaling(3, 50));
  }

  private static final List<RegressorConfig> SCORERS =
      List.of(
          new ConvGruRegressor.Config(V, 8, 5, 3, 2, 0.5),
          new CnnRegressor.Config(V, 14, 8, 5, 2, 8, 0.5));

  @Test
  void guessesAreScoredWithRevealedTokensExact() {
    int[] clean = Arrays.stream(states).map(t -> t % V).toArray();
    for (RegressorConfig config : SCORERS) {
      try (CnnDenoiser net = denoiser();
          NeuralRegressor score = scorer(config)) {
        double[] values = new DpsGuide(net, score).at(clean, ROWS, LENGTH, 0.5).values();
        assertArrayEquals(score.score(clean, ROWS, LENGTH), values, 1e-4);
      }
    }
  }

  @Test
  void dpsGradientIsTheSlope() {
    for (RegressorConfig config : SCORERS) {
      try (CnnDenoiser net = denoiser();
          NeuralRegressor score = scorer(config)) {
        DpsGuide guide = new DpsGuide(net, score);
        checkSlope(guide.at(states, ROWS, LENGTH, 0.5), LENGTH, guide::value);
      }
    }
  }

  /** What neighbouring letters add to each other: no network, and not linear. */
  private static final DifferentiableScore PAIRS =
      new DifferentiableScore() {
        @Override
        public double[] score(float[] p, int rows, int length) {
          double[] out = new double[rows];
          int size = length * V;
          for (int k = 0; k < p.length; k++) {
            out[k / size] += k % size < V ? 0 : 40.0 * (k % 3) * p[k] * p[k - V];
          }
          return out;
        }

        @Override
        public float[] gradient(float[] p, int rows, int length) {
          float[] out = new float[p.length];
          for (int k = 0; k < p.length; k++) {
            if (k % (length * V) >= V) {
              out[k] += 40f * (k % 3) * p[k - V];
              out[k - V] += 40f * (k % 3) * p[k];
            }
          }
          return out;
        }
      };

  @Test
  void aScoreThatTellsItsSlopeGuidesThroughATransformer() {
    TransformerDenoiser.Config config =
        new TransformerDenoiser.Config(V, TransformerDenoiser.NO_END, LENGTH, 8, 2, 2);
    try (TransformerDenoiser net = TransformerDenoiser.untrained(config, 1)) {
      DpsGuide guide = new DpsGuide(net, PAIRS);
      TokenGuide.Gradient g = guide.at(states, ROWS, LENGTH, 0.5);
      checkSlope(g, LENGTH, guide::value);
      int[] clean = Arrays.stream(states).map(t -> t % V).toArray();
      float[] certain = new float[clean.length * V];
      for (int i = 0; i < clean.length; i++) {
        certain[i * V + clean[i]] = 1;
      }
      assertArrayEquals(
          PAIRS.score(certain, ROWS, LENGTH), guide.at(clean, ROWS, LENGTH, 0.5).values(), 1e-3);
    }
  }

  @Test
  void betweenTokensNoSequenceEnds() {
    TransformerDenoiser.Config ends = new TransformerDenoiser.Config(V, 0, LENGTH, 8, 2, 1);
    try (TransformerDenoiser net = TransformerDenoiser.untrained(ends, 1)) {
      DpsGuide guide = new DpsGuide(net, PAIRS);
      assertThrows(RuntimeException.class, () -> guide.at(states, ROWS, LENGTH, 0.5));
    }
  }

  @Test
  void valueGradientIsTheSlope() {
    for (ValueConfig config :
        List.of(
            new CnnValueNet.Config(V, LENGTH, 8, 5, 2, 8),
            new PooledValueNet.Config(V, LENGTH, 8, 5, List.of(1, 2), 8))) {
      ParameterLayout layout = ValueForward.of(config).layout();
      ParameterSet parameters = new ParameterSet(layout, layout.initial(4));
      try (NeuralValue net = NeuralValue.of(config, parameters, new Scaling(1, 50))) {
        TokenGuide.Gradient g = new ValueGuide(net).at(states, ROWS, LENGTH, 0.25);
        assertArrayEquals(net.values(states, ROWS, LENGTH, 0.25), g.values(), 1e-4);
        checkSlope(g, LENGTH, x -> Nets.times(net.forward(x, ROWS, 0.25), 50));
      }
    }
  }

  /** Strength must not depend on how many rows share a batch. */
  @Test
  void aRowsGradientIsItsOwn() {
    try (CnnDenoiser net = denoiser();
        NeuralRegressor score = scorer(SCORERS.get(0))) {
      DpsGuide guide = new DpsGuide(net, score);
      TokenGuide.Gradient all = guide.at(states, ROWS, LENGTH, 0.5);
      int[] last = Arrays.copyOfRange(states, (ROWS - 1) * LENGTH, ROWS * LENGTH);
      TokenGuide.Gradient alone = guide.at(last, 1, LENGTH, 0.5);
      int size = LENGTH * (V + 1);
      assertEquals(all.values()[ROWS - 1], alone.values()[0], 0);
      assertArrayEquals(
          Arrays.copyOfRange(all.gradient(), (ROWS - 1) * size, ROWS * size), alone.gradient());
    }
  }

  private void checkSlope(TokenGuide.Gradient gradient, int width, Function<Tensor, Tensor> value) {
    int size = width * (V + 1);
    OneHot input = new OneHot(V, OneHot.Extra.MASK, width);
    SplittableRandom random = new SplittableRandom(9);
    for (int trial = 0; trial < 4; trial++) {
      float step = 2e-3f;
      float[] up = input.blank(ROWS);
      for (int r = 0; r < ROWS; r++) {
        input.put(up, r, states, r * LENGTH, LENGTH);
      }
      float[] down = up.clone();
      double[] slope = new double[ROWS];
      for (int i = 0; i < up.length; i++) {
        float direction = random.nextBoolean() ? 1 : -1;
        up[i] += step * direction;
        down[i] -= step * direction;
        slope[i / size] += direction * gradient.gradient()[i];
      }
      try (Scope s = Scope.inference()) {
        float[] above = Torch.floats(value.apply(input.tensor(up)));
        float[] below = Torch.floats(value.apply(input.tensor(down)));
        for (int r = 0; r < ROWS; r++) {
          double measured = (above[r] - below[r]) / (2 * step);
          double tolerance = 0.03 * Math.abs(slope[r]) + 0.15;
          assertTrue(
              Math.abs(measured - slope[r]) < tolerance,
              "row " + r + ": slope " + measured + ", gradient " + slope[r]);
        }
      }
    }
  }
}
