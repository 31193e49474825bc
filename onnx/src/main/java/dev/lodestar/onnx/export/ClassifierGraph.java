package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.torch.ImageClassifier;
import java.util.List;

/**
 * {@link ImageClassifier} as a graph: clean images to the log-probability of one class, in nats.
 */
final class ClassifierGraph {
  private ClassifierGraph() {}

  static void write(ImageClassifier.Config c, int target, Layers net) {
    GraphBuilder g = net.graph();
    ImageLayers images = new ImageLayers(net);
    String image = g.input("image", ElementType.FLOAT32, "batch", c.channels(), c.side(), c.side());
    String x = images.cut(image, c.channels(), c.side(), c.patch());
    int side = c.side() / c.patch();
    // the noise level is one more channel, and that of a clean image is 0
    String level = g.mul(g.slice(x, 1, 0, 1), g.real(0));
    String h = g.concat(1, x, level);
    for (int l = 0; l < c.widths().size(); l++) {
      h = images.active("same." + l + ".norm", images.conv("same." + l, h, 1), c.group(), side);
      side = (side + 1) / 2;
      h = images.active("half." + l + ".norm", images.conv("half." + l, h, 2), c.group(), side);
    }
    String features =
        g.op(
            "ReduceMean", h, Attribute.of("axes", new long[] {2, 3}), Attribute.of("keepdims", 0L));
    String logs = g.op("LogSoftmax", net.dense("classes", features), Attribute.of("axis", 1L));
    String score = g.op("Gather", List.of(logs, g.whole(target)), Attribute.of("axis", 1L));
    g.output(score, "score", ElementType.FLOAT32, "batch");
  }
}
