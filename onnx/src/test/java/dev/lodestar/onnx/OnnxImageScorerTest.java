package dev.lodestar.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.session.Limits;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scorer that answers the mean of the normalised image. */
class OnnxImageScorerTest {
  private static final String MANIFEST =
      """
      kind = "image-scorer"
      model = "model.onnx"
      mean = [0.5, 1.5]
      deviation = [0.5, 0.25]

      [input.image]
      name = "x"
      type = "float32"
      shape = ["batch", 2, 1, 2]

      [output.score]
      name = "y"
      type = "float32"
      shape = ["batch", 1]
      """;

  @TempDir private Path folder;

  private Path write(String manifest) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String x = g.input("x", ElementType.FLOAT32, "batch", 2, 1, 2);
    String mean =
        g.op("ReduceMean", x, Attribute.of("axes", 1L, 2L, 3L), Attribute.of("keepdims", 0L));
    g.output(g.reshape(mean, -1, 1), "y", ElementType.FLOAT32, "batch", 1);
    TinyNetwork.write(g, folder);
    return TinyNetwork.manifest(folder, manifest);
  }

  @Test
  void imagesAreNormalisedAndScored() throws IOException {
    try (OnnxImageScorer scorer = OnnxImageScorer.open(write(MANIFEST), Limits.OWN, 2)) {
      float[] images = {0.5f, 1, 1.5f, 2, 0, 0, 1.5f, 1.5f, 1, 1, 1, 1};
      double[] scores = scorer.score(Latents.of(images, new Shape(2, 1, 2)));
      // (0 + 1 + 0 + 2)/4, (-1 - 1 + 0 + 0)/4, (1 + 1 - 2 - 2)/4
      assertArrayEquals(new double[] {0.75, -0.5, -0.5}, scores, 1e-6);
    }
  }

  @Test
  void anImageOfTheWrongSizeIsRefused() throws IOException {
    try (OnnxImageScorer scorer = OnnxImageScorer.open(write(MANIFEST), Limits.OWN, 1)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> scorer.score(Latents.of(new float[8], new Shape(2, 2, 2))))
              .getMessage();
      assertTrue(message.contains("2 x 1 x 2") && message.contains("2 x 2 x 2"), message);
    }
  }

  @Test
  void normalisationIsByChannel() throws IOException {
    Path manifest = write(MANIFEST.replace("[0.5, 0.25]", "[0.5]"));
    assertThrows(
        IllegalArgumentException.class,
        () -> OnnxImageScorer.open(manifest, Limits.OWN, 1).close());
    Path zero = write(MANIFEST.replace("[0.5, 0.25]", "[0.5, 0.0]"));
    assertThrows(
        IllegalArgumentException.class, () -> OnnxImageScorer.open(zero, Limits.OWN, 1).close());
  }
}
