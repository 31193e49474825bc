package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedConvolutionTest {
  private static final int CHANNELS = 64;
  private static final int TAPS = 9;

  private static void needsAMatrixUnit() {
    if (!MatrixUnit.present()) {
      System.out.println("SKIPPED: no matrix unit for half precision is in use here");
    }
    Assumptions.assumeTrue(MatrixUnit.present());
  }

  private static Tensor convolved(Tensor x, Tensor w, Tensor b, int dilation, int padding) {
    return Nets.convolve(x, w.unsqueeze(2), b, dilation, padding).relu();
  }

  private static Tensor twice(Tensor t) {
    return t.to(torch.ScalarType.Double);
  }

  /** Largest difference, relative to the largest value. */
  private static double error(Tensor y, Tensor exact) {
    return twice(y).sub(exact).abs().max().item_double() / exact.max().item_double();
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 1, 1",
    "4, true, 1, 1",
    "16, true, 1, 1",
    "1, false, 1, 1",
    "16, false, 1, 0.02",
    "1, true, 1, 1000",
    "4, true, 300, 0.001"
  })
  void isAsExactAsSinglePrecision(int dilation, boolean padded, float inputs, float weights) {
    needsAMatrixUnit();
    try (Scope s = Scope.inference()) {
      torch.manual_seed(5);
      int padding = padded ? TAPS / 2 * dilation : 0;
      Tensor x = Nets.times(torch.randn(3, 150, CHANNELS), inputs);
      Tensor w = Nets.times(torch.randn(CHANNELS, CHANNELS, TAPS), weights);
      Tensor b = Nets.times(torch.randn(CHANNELS), weights);
      try (PairedConvolution pairs = new PairedConvolution(w, b, dilation)) {
        Tensor exact = convolved(twice(x), twice(w), twice(b), dilation, padding);
        double ours = error(pairs.apply(x, padding), exact);
        double theirs = error(convolved(x, w, b, dilation, padding), exact);
        assertTrue(ours <= 2 * theirs, () -> ours + " beside " + theirs + " in single precision");
      }
    }
  }

  /** More positions than are split at a time, from several threads at once. */
  @Test
  void aRowDependsOnItselfAlone() {
    needsAMatrixUnit();
    try (Scope s = Scope.inference()) {
      torch.manual_seed(6);
      Tensor x = torch.randn(12, 200, CHANNELS);
      Tensor w = torch.randn(CHANNELS, CHANNELS, TAPS);
      try (PairedConvolution pairs = new PairedConvolution(w, torch.randn(CHANNELS), 1)) {
        float[] expected = Torch.floats(pairs.apply(x, 4).narrow(0, 0, 1));
        float[][] rows = new float[12][];
        Workers.run(
            rows.length,
            4,
            i -> {
              try (Scope inner = Scope.inference()) {
                Tensor turned = x.roll(new long[] {i}, new long[] {0});
                rows[i] = Torch.floats(pairs.apply(turned, 4).narrow(0, i, 1));
              }
            });
        Arrays.stream(rows).forEach(row -> assertArrayEquals(expected, row));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "64, 64, 9, 1, 200, 12, true",
    "64, 64, 9, 16, 200, 12, true",
    "64, 64, 9, 64, 200, 12, false", // most taps see nothing
    "64, 64, 1, 1, 200, 12, false", // splitting costs more than it saves
    "5, 64, 9, 1, 200, 12, false",
    "64, 5, 9, 1, 200, 12, false",
    "64, 64, 9, 1, 200, 1e5, false", // no room in half precision
    "64, 64, 9, 1, 200, 1e-3, false", // too few bits of it
    "64, 64, 9, 1, 200, Infinity, false",
    "64, 64, 9, 1, 200, NaN, false"
  })
  void suitsWhatItIsMadeFor(
      int inputs, int outputs, int taps, int dilation, int length, double largest, boolean suits) {
    try (Scope s = Scope.inference()) {
      Tensor w = torch.zeros(outputs, inputs, taps);
      assertEquals(
          suits && MatrixUnit.present(), PairedConvolution.suits(w, dilation, length, largest));
    }
  }
}
