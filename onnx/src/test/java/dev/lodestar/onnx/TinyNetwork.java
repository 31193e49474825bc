package dev.lodestar.onnx;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small networks of known answers, with their manifests. */
final class TinyNetwork {
  /** Logits of two letters: row k of a table [3, 2], times 1 + sigma where it is told that. */
  static final float[] TABLE = {1, -1, 2, 0.5f, -3, 0.25f};

  private TinyNetwork() {}

  /**
   * A denoiser over A and B at any length.
   *
   * @param batch rows: a number, or the name "batch"
   * @param told whether it is told sigma
   */
  static Path denoiser(Path folder, Object batch, boolean told) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String tokens = g.input("x", ElementType.INT64, batch, "length");
    String table = g.constant(Tensor.of("table", TABLE, 3, 2));
    String y = g.op("Gather", List.of(table, tokens));
    if (told) {
      String sigma = g.input("sigma", ElementType.FLOAT32, batch);
      y = g.mul(y, g.reshape(g.add(sigma, g.real(1)), -1, 1, 1));
    }
    g.output(y, "y", ElementType.FLOAT32, batch, "length", 2);
    write(g, folder);
    return manifest(folder, text(told));
  }

  static String text(boolean told) {
    String noise =
        """

        [input.noise]
        name = "sigma"
        type = "float32"
        shape = ["batch"]
        """;
    return """
        kind = "token-denoiser"
        model = "model.onnx"
        tokens = "AB"

        [input.tokens]
        name = "x"
        type = "int64"
        shape = ["batch", "length"]

        [output.logits]
        name = "y"
        type = "float32"
        shape = ["batch", "length", 2]
        """
        + (told ? noise : "");
  }

  static void write(GraphBuilder graph, Path folder) throws IOException {
    new Model(GraphBuilder.OPSET, Map.of(), graph.build("tiny"))
        .write(folder.resolve("model.onnx"));
  }

  static Path manifest(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("manifest.toml"), text);
  }
}
