package dev.lodestar.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.own.OwnModels;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.onnx.session.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Gaussian denoiser by its manifest: state + time/1000 + what a class says. */
class OnnxGaussianDenoiserTest {
  private static final Shape SHAPE = new Shape(1, 2, 2);
  private static final String MANIFEST =
      """
      kind = "gaussian-denoiser"
      model = "model.onnx"
      parametrisation = "v-prediction"
      schedule = { kind = "linear", steps = 100, start = 0.0001, end = 0.02 }
      conditions = 3
      null-condition = 3

      [input.state]
      name = "x"
      type = "float32"
      shape = ["batch", 1, 2, 2]

      [input.time]
      name = "t"
      type = "float32"
      shape = ["batch"]

      [input.condition]
      name = "c"
      type = "int64"
      shape = ["batch"]

      [output.prediction]
      name = "y"
      type = "float32"
      shape = ["batch", 1, 2, 2]
      """;

  @TempDir private Path folder;

  private Path write(String manifest) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String x = g.input("x", ElementType.FLOAT32, "batch", 1, 2, 2);
    String t = g.input("t", ElementType.FLOAT32, "batch");
    String c = g.input("c", ElementType.INT64, "batch");
    String table = g.constant(Tensor.of("table", new float[] {10, 20, 30, 0}, 4));
    String told = g.reshape(g.op("Gather", List.of(table, c)), -1, 1, 1, 1);
    String now = g.reshape(g.mul(t, g.real(0.001)), -1, 1, 1, 1);
    String y = g.add(g.add(x, now), told);
    g.output(y, "y", ElementType.FLOAT32, "batch", 1, 2, 2);
    TinyNetwork.write(g, folder);
    return TinyNetwork.manifest(folder, manifest);
  }

  @Test
  void itAnswersStateTimeAndClass() throws IOException {
    try (OwnGaussianDenoiser net =
        (OwnGaussianDenoiser) OwnModels.denoiser(write(MANIFEST), Limits.OWN, 2)) {
      assertEquals(SHAPE, net.shape());
      assertEquals(Head.V, net.head());
      assertEquals(3, net.conditions());
      assertEquals(100, net.schedule().times());
      NoiseLevel level = net.schedule().at(50);
      float[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
      float[] out = net.predict(new Latents(x, SHAPE, new int[] {2, Latents.NONE, 0}), level);
      float[] expected = new float[12];
      for (int i = 0; i < 12; i++) {
        expected[i] = x[i] + 0.05f + (i < 4 ? 30 : i < 8 ? 0 : 10);
      }
      assertArrayEquals(expected, out, 1e-6f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      commentCharacter = '%',
      value = {
        "\"linear\"         | \"linea\"     | did you mean 'linear'",
        "steps = 100        | steps = 1     | from 2 to",
        "steps = 100        | times = 100   | no key 'times'",
        "end = 0.02         | end = 2.0     | between 0 and 1",
        "\"v-prediction\"   | \"velocity\"  | epsilon, sample, v-prediction",
        "conditions = 3     | # none        | how many classes",
        "schedule           | shedule       | did you mean 'schedule'",
        "[\"batch\", 1, 2, 2] | [\"batch\", 1, 2, 3] | has the shape",
      })
  void aManifestThatDoesNotFitIsRefused(String from, String to, String says) throws IOException {
    Path manifest = write(MANIFEST.replace(from, to));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> OwnModels.denoiser(manifest, Limits.OWN, 1).close())
            .getMessage();
    assertTrue(message.contains(says), message);
  }

  @Test
  void withoutAClassThatSaysNothingOneMustBeTold() throws IOException {
    Path manifest = write(MANIFEST.replace("null-condition = 3", ""));
    try (OwnGaussianDenoiser net =
        (OwnGaussianDenoiser) OwnModels.denoiser(manifest, Limits.OWN, 1)) {
      Latents states = Latents.of(new float[4], SHAPE);
      assertThrows(IllegalArgumentException.class, () -> net.predict(states, net.schedule().at(5)));
    }
  }
}
