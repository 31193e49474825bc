package dev.lodestar.onnx.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxImageScorer;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.Shipped;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ConvGruRegressor;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import dev.lodestar.torch.TransformerDenoiser;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  @ParameterizedTest
  @ValueSource(strings = {"zinc-selfies", "aav-denoiser", "gfp-denoiser"})
  void theTransformerAnswersTheSame(String model) throws IOException {
    Path weights = Shipped.weights(model);
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
  @ValueSource(strings = {"mnist-unet", "cifar-unet"})
  void theUNetAnswersTheSame(String model) throws IOException {
    Path weights = Shipped.weights(model);
    Path manifest = Exporter.export(weights, 0, folder);
    try (UNet torch = UNet.load(weights);
        OnnxGaussianDenoiser onnx = OnnxGaussianDenoiser.open(manifest, Limits.PINNED, 2)) {
      assertSame(torch, onnx);
    }
  }

  /** Three levels, attention at two of them, no patches, no classes. */
  @Test
  void aUNetOfOtherSizesAnswersTheSame() throws IOException {
    UNetConfig config = new UNetConfig(3, 16, 1, 0, List.of(8, 16, 16), 2, 2, 2, 4, 16);
    Path weights = folder.resolve("net/weights.safetensors");
    try (UNet untrained = UNet.untrained(config, 5)) {
      untrained.save(weights, Map.of());
    }
    stir(weights);
    Path manifest = Exporter.export(weights, 0, folder);
    try (UNet torch = UNet.load(weights);
        OnnxGaussianDenoiser onnx = OnnxGaussianDenoiser.open(manifest, Limits.PINNED, 1)) {
      assertEquals(0, onnx.conditions());
      assertSame(torch, onnx);
    }
  }

  /** Some of a network's layers begin at zero, and would hide what stands before them. */
  private static void stir(Path weights) throws IOException {
    SafeTensors read = SafeTensors.read(weights);
    Philox rng = new Philox(9, 0, 0, 0, 0);
    Map<String, StoredTensor> stirred = new TreeMap<>();
    read.tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.floats();
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.2 * rng.nextDouble() - 0.1);
              }
              stirred.put(name, StoredTensor.of(values, tensor.shape()));
            });
    new SafeTensors(stirred, read.metadata()).write(weights);
  }

  private static void assertSame(UNet torch, OnnxGaussianDenoiser onnx) {
    assertEquals(torch.shape(), onnx.shape());
    assertEquals(torch.conditions(), onnx.conditions());
    assertEquals(Head.V, onnx.head());
    int rows = 5;
    Philox rng = new Philox(7, 0, 0, 0, 0);
    float[] x = new float[rows * torch.shape().numbers()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (4 * rng.nextDouble() - 2);
    }
    int[] told = {Latents.NONE, 0, 3, 9, Latents.NONE};
    if (torch.conditions() == 0) {
      Arrays.fill(told, Latents.NONE);
    }
    Latents states = new Latents(x, torch.shape(), told);
    for (double time : new double[] {0, 250.5, 999}) {
      NoiseLevel level = onnx.schedule().at(time);
      float[] expected = torch.predict(states, level);
      assertArrayEquals(expected, onnx.predict(states, level), (float) TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"mnist-classifier, 8", "mnist-heldout, 0", "cifar-classifier, 9"})
  void aClassifierScoresOneClassTheSame(String model, int target) throws IOException {
    Path weights = Shipped.weights(model);
    Path manifest = Exporter.export(weights, new Exporter.Wanted(0, Optional.of(target)), folder);
    try (ImageClassifier torch = ImageClassifier.load(weights);
        OnnxImageScorer onnx = OnnxImageScorer.open(manifest, Limits.PINNED, 2)) {
      Philox rng = new Philox(8, 0, 0, 0, 0);
      float[] bright = new float[7 * onnx.shape().numbers()];
      float[] seen = new float[bright.length];
      for (int i = 0; i < bright.length; i++) {
        bright[i] = (float) rng.nextDouble();
        seen[i] = 2 * bright[i] - 1;
      }
      double[][] logs = torch.logProbabilities(Latents.of(seen, onnx.shape()), NoiseLevel.DATA);
      double[] expected = Arrays.stream(logs).mapToDouble(row -> row[target]).toArray();
      double[] found = onnx.score(Latents.of(bright, onnx.shape()));
      assertArrayEquals(expected, found, 1e-3);
    }
  }

  @Test
  void whichClassMustBeSaid() {
    Path weights = Shipped.weights("mnist-classifier");
    refused(weights, Optional.empty(), "--class 0 to 9");
    refused(weights, Optional.of(10), "classes 0 to 9, not 10");
    refused(Shipped.weights("mnist-unet"), Optional.of(1), "without a class");
  }

  private void refused(Path weights, Optional<Integer> number, String says) {
    Exporter.Wanted wanted = new Exporter.Wanted(0, number);
    String message =
        assertThrows(InvalidModelException.class, () -> Exporter.export(weights, wanted, folder))
            .getMessage();
    assertTrue(message.contains(says), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void aConditionalDenoiserIsToldOneCondition(int told) throws IOException {
    Path weights = Shipped.weights("utr5-conditional");
    Optional<Integer> number = told < 0 ? Optional.empty() : Optional.of(told);
    Path manifest = Exporter.export(weights, new Exporter.Wanted(0, number), folder);
    try (ConditionalCnn torch = ConditionalCnn.load(weights);
        OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(manifest, Limits.PINNED, 2)) {
      int[] states = states(9, 50, 5);
      int[] conditions = new int[9];
      Arrays.fill(conditions, told);
      float[] expected = torch.logits(states, conditions, 9, 50, 0.3);
      assertArrayEquals(expected, onnx.logits(states, 9, 50, 0.3), (float) TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 31})
  void aValueNetworkScoresFinishedSequencesTheSame(int length) throws IOException {
    Path weights = Shipped.weights("utr5-value");
    Path manifest = Exporter.export(weights, 0, folder);
    try (CnnValueNet torch = CnnValueNet.load(weights);
        OnnxTokenScorer onnx = OnnxTokenScorer.open(manifest, Limits.PINNED, 2)) {
      int[] states = states(9, length, 4);
      double[] expected = torch.values(states, 9, length, 0);
      assertArrayEquals(expected, onnx.score(states, 9, length), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 33})
  void aRecurrentRegressorScoresTheSame(int length) throws IOException {
    Path weights = folder.resolve("net/weights.safetensors");
    ConvGruRegressor.Config config = new ConvGruRegressor.Config(4, 12, 7, 5, 3, 0);
    try (ConvGruRegressor torch = ConvGruRegressor.untrained(config, 4)) {
      torch.save(weights, Map.of());
      Path manifest = Exporter.export(weights, 0, folder);
      assertTrue(TwoEngines.difference(weights, manifest) <= TwoEngines.TOLERANCE);
      try (OnnxTokenScorer onnx = OnnxTokenScorer.open(manifest, Limits.PINNED, 2)) {
        int[] states = states(9, length, 4);
        double[] expected = torch.score(states, 9, length);
        assertArrayEquals(expected, onnx.score(states, 9, length), 1e-5);
        assertTrue(Math.abs(expected[0] - expected[1]) > 1e-4, Arrays.toString(expected));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "utr5-denoiser, -1",
    "utr5-oracle, -1",
    "utr5-heldout, -1",
    "zinc-selfies, -1",
    "aav-denoiser, -1",
    "mnist-unet, -1",
    "mnist-classifier, 3",
    "utr5-conditional, -1",
    "utr5-conditional, 2",
    "utr5-value, -1"
  })
  void theWeightsComeBackBitForBit(String model, int number) throws IOException {
    Path weights = Shipped.weights(model);
    Exporter.Wanted wanted =
        new Exporter.Wanted(0, number < 0 ? Optional.empty() : Optional.of(number));
    Manifest manifest = Manifest.read(Exporter.export(weights, wanted, folder));
    assertTrue(TwoEngines.difference(weights, manifest.file()) <= TwoEngines.TOLERANCE);
    SafeTensors back = Importer.weights(CheckedFile.read(manifest, Limits.PINNED)).orElseThrow();
    SafeTensors original = SafeTensors.read(weights);
    assertEquals(List.copyOf(original.tensors().keySet()), List.copyOf(back.tensors().keySet()));
    // the file of mnist-unet holds its numbers in bfloat16, the ONNX file in single precision
    original
        .tensors()
        .forEach(
            (name, tensor) -> {
              assertArrayEquals(tensor.shape(), back.get(name).shape(), name);
              assertArrayEquals(tensor.floats(), back.get(name).floats(), name);
            });
    assertEquals(original.metadata(), back.metadata());
  }

  @ParameterizedTest
  @CsvSource({"gdss-qm9, graphs of atoms", "hepg2-heldout, counts words"})
  void anArchitectureThatIsNotWrittenIsRefusedWithTheReason(String model, String why) {
    refused(Shipped.weights(model), Optional.empty(), why);
    refused(Shipped.weights(model), Optional.empty(), "cnn-denoiser");
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
