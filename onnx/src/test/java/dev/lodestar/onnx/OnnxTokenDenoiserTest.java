package dev.lodestar.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.onnx.session.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Denoisers of known answers; manifests that do not fit are refused before anything is sampled. */
class OnnxTokenDenoiserTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"batch", "1", "4"})
  void itAnswersByTheTable(String batch) throws IOException {
    Object rows = batch.equals("batch") ? batch : Integer.valueOf(batch);
    try (OnnxTokenDenoiser net = open(TinyNetwork.denoiser(folder, rows, false))) {
      assertTrue(net.timeIndependent());
      float[] logits = net.logits(new int[] {0, 1, 2, 2, 0, 0, 1, 1, 1, 2}, 5, 2, 0.5);
      assertArrayEquals(
          new float[] {
            1, -1, 2, 0.5f, -3, 0.25f, -3, 0.25f, 1, -1, 1, -1, 2, 0.5f, 2, 0.5f, 2, 0.5f, -3, 0.25f
          },
          logits);
    }
  }

  @Test
  void itIsToldTheNoise() throws IOException {
    try (OnnxTokenDenoiser net = open(TinyNetwork.denoiser(folder, "batch", true))) {
      assertFalse(net.timeIndependent());
      assertArrayEquals(new float[] {3, -3}, net.logits(new int[] {0}, 1, 1, 2.0));
    }
  }

  @Test
  void probabilitiesAreMadeLogits() throws IOException {
    Path manifest = probabilities(new float[] {0.5f, 0.5f, 1, 0, 0.25f, 0.75f});
    try (OnnxTokenDenoiser net = open(manifest)) {
      float[] logits = net.logits(new int[] {0, 1, 2}, 1, 3, 0);
      assertEquals(Math.log(0.75), logits[5], 1e-6);
      assertEquals(0, logits[2]);
      assertEquals(-1e9f, logits[3]);
    }
  }

  @Test
  void whatIsNoProbabilityIsRefused() throws IOException {
    says(probabilities(new float[] {-0.5f, 1.5f, 1, 0, 0.25f, 0.75f}), "no probability");
  }

  private Path probabilities(float[] table) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String tokens = g.input("x", ElementType.INT64, "batch", "length");
    String y = g.op("Gather", List.of(g.constant(Tensor.of("table", table, 3, 2)), tokens));
    g.output(y, "y", ElementType.FLOAT32, "batch", "length", 2);
    TinyNetwork.write(g, folder);
    return TinyNetwork.manifest(
        folder, "parametrisation = \"probabilities\"\n" + TinyNetwork.text(false));
  }

  @Test
  void rowsThatSeeEachOtherAreRefused() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String tokens = g.input("x", ElementType.INT64, "batch", "length");
    String table = g.constant(Tensor.of("table", TinyNetwork.TABLE, 3, 2));
    String y = g.op("Gather", List.of(table, tokens));
    String sums = g.op("CumSum", List.of(y, g.whole(0)));
    g.output(sums, "y", ElementType.FLOAT32, "batch", "length", 2);
    TinyNetwork.write(g, folder);
    says(TinyNetwork.manifest(folder, TinyNetwork.text(false)), "rows see each other");
  }

  @Test
  void randomNetworksAreRefused() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String tokens = g.input("x", ElementType.INT64, "batch", "length");
    String table = g.constant(Tensor.of("table", TinyNetwork.TABLE, 3, 2));
    String y = g.op("Gather", List.of(table, tokens));
    String noise = g.op("RandomNormalLike", y, Attribute.of("scale", 0.1f));
    g.output(g.add(y, noise), "y", ElementType.FLOAT32, "batch", "length", 2);
    TinyNetwork.write(g, folder);
    says(TinyNetwork.manifest(folder, TinyNetwork.text(false)), "RandomNormalLike");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      commentCharacter = '%',
      value = {
        "name = \"x\"           | name = \"z\"       | no input 'z'      | It has x.",
        "name = \"y\"           | name = \"logit\"   | no output 'logit' | It has y.",
        "\"int64\"              | \"int32\"          | holds int64       | says int32",
        "\"int64\"              | \"in64\"           | did you mean      | int64, int32",
        "\"float32\"            | \"float16\"        | float16           | did you mean 'float32'",
        "\"float32\"            | \"complex\"        | \"complex\"       | single precision",
        "[\"batch\", \"length\"] | [\"batch\", 7, 7] | shape             | [batch, length]",
        "[\"batch\", \"length\", 2] | [\"batch\", \"length\", 3] | has the shape | says",
        "tokens = \"AB\"        | tokens = \"ABC\"   | for 3 tokens      | 2",
        "tokens = \"AB\"        | tokens = \"AA\"    | they differ       | 'tokens'",
        "tokens = \"AB\"        | token = \"AB\"     | no key            | did you mean 'tokens'",
        "tokens = \"AB\"        | # none             | 'tokens' is missing | ACGT",
        "\"token-denoiser\"     | \"token-denoise\"  | line 1            | did you mean",
        "\"token-denoiser\"     | \"token-scorer\"   | no output 'logits' | score",
        "\"model.onnx\"         | \"../model.onnx\"  | plain name        | line 2",
        "\"model.onnx\"         | \"other.onnx\"     | not there         | other.onnx",
        "[input.tokens]         | [input.token]      | no input 'token'  | tokens",
        "[output.logits]        | [output.y]         | no output 'y'     | logits",
        "kind =                 | kind               | not TOML          | line 1",
      })
  void aManifestThatDoesNotFitIsRefused(String from, String to, String first, String second)
      throws IOException {
    TinyNetwork.denoiser(folder, "batch", false);
    String wrong = TinyNetwork.text(false).replaceFirst(Pattern.quote(from), to);
    String message = says(TinyNetwork.manifest(folder, wrong), first);
    assertTrue(message.contains(second), message);
  }

  @Test
  void anInputThatTheManifestForgetsIsNamed() throws IOException {
    TinyNetwork.denoiser(folder, "batch", true);
    String message =
        says(TinyNetwork.manifest(folder, TinyNetwork.text(false)), "nothing of the input 'sigma'");
    assertTrue(message.contains("noise"), message);
  }

  @Test
  void tokensBeyondTheMaskAreRefused() throws IOException {
    try (OnnxTokenDenoiser net = open(TinyNetwork.denoiser(folder, "batch", false))) {
      assertThrows(IllegalArgumentException.class, () -> net.logits(new int[] {0, 3}, 1, 2, 0.5));
    }
  }

  @Test
  void aClosedNetworkSaysSo() throws IOException {
    OnnxTokenDenoiser net = open(TinyNetwork.denoiser(folder, "batch", false));
    net.close();
    net.close();
    assertThrows(IllegalStateException.class, () -> net.logits(new int[] {0}, 1, 1, 0.5));
  }

  private static OnnxTokenDenoiser open(Path manifest) {
    return OnnxTokenDenoiser.open(manifest, Limits.OWN, 2);
  }

  private static String says(Path manifest, String what) {
    String message =
        assertThrows(InvalidModelException.class, () -> open(manifest).close()).getMessage();
    assertTrue(message.contains(what), message);
    return message;
  }
}
