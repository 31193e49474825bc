package dev.lodestar.onnx.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.Shipped;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An exported model answers as the one it was made from, and gives back its weights. */
class ExporterTest {
  /** Two engines add in different orders; logits and scores are of the order of 1 to 10. */
  private static final double TOLERANCE = 2e-4;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"0, 50", "50, 50", "0, 9"})
  void theCnnDenoiserAnswersTheSame(int exported, int length) throws IOException {
    Path weights = Shipped.weights("utr5-denoiser");
    Path manifest = Exporter.export(weights, exported, folder);
    try (CnnDenoiser torch = CnnDenoiser.load(weights);
        OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(manifest, Limits.PINNED, 2)) {
      assertSame(torch, onnx, 21, length);
    }
  }

  @Test
  void theTransformerAnswersTheSame() throws IOException {
    Path weights = Shipped.weights("zinc-selfies");
    Path manifest = Exporter.export(weights, 0, folder);
    try (TransformerDenoiser torch = TransformerDenoiser.load(weights);
        OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(manifest, Limits.PINNED, 2)) {
      assertSame(torch, onnx, 9, torch.config().length());
    }
  }

  private static void assertSame(TokenDenoiser torch, TokenDenoiser onnx, int rows, int length) {
    int v = torch.vocabulary();
    assertEquals(v, onnx.vocabulary());
    assertTrue(onnx.timeIndependent());
    int[] states = states(rows, length, v + 1);
    float[] expected = torch.logits(states, rows, length, 0.3);
    assertArrayEquals(expected, onnx.logits(states, rows, length, 0.3), (float) TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"utr5-oracle, 50", "utr5-oracle, 100", "utr5-heldout, 50", "utr5-heldout, 73"})
  void regressorsScoreTheSame(String model, int length) throws IOException {
    Path weights = Shipped.weights(model);
    Path manifest = Exporter.export(weights, 0, folder);
    try (NeuralRegressor torch = NeuralRegressor.load(weights);
        OnnxTokenScorer onnx = OnnxTokenScorer.open(manifest, Limits.PINNED, 2)) {
      int[] states = states(17, length, 4);
      double[] expected = torch.score(states, 17, length);
      assertArrayEquals(expected, onnx.score(states, 17, length), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utr5-denoiser", "utr5-oracle", "utr5-heldout", "zinc-selfies"})
  void theWeightsComeBackBitForBit(String model) throws IOException {
    Path weights = Shipped.weights(model);
    Manifest manifest = Manifest.read(Exporter.export(weights, 0, folder));
    SafeTensors back = Importer.weights(CheckedFile.read(manifest, Limits.PINNED)).orElseThrow();
    SafeTensors original = SafeTensors.read(weights);
    assertEquals(original.tensors(), back.tensors());
    assertEquals(original.metadata(), back.metadata());
  }

  @Test
  void anArchitectureThatIsNotWrittenIsRefused() {
    String message =
        assertThrows(
                InvalidModelException.class,
                () -> Exporter.export(Shipped.weights("utr5-value"), 0, folder))
            .getMessage();
    assertTrue(message.contains("cnn-value") && message.contains("cnn-denoiser"), message);
  }

  /** Any tokens below a bound, each row of its own. */
  private static int[] states(int rows, int length, int bound) {
    Philox rng = new Philox(1, 2, 3, 4, 5);
    int[] out = new int[rows * length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rng.nextDouble() < (double) (i / length) / rows ? bound - 1 : rng.nextInt(bound);
    }
    return out;
  }
}
