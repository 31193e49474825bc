package dev.lodestar.cli;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Folders as their users export them, with tiny networks: a pipeline with prompts, and others. */
final class TinyDiffusion {
  static final String PROMPT = "a cat";
  private static final int WORDS = 8;
  private static final int WIDTH = 4;
  private static final String ENDS = "\"<|startoftext|>\": 52, \"<|endoftext|>\": 53}";

  private TinyDiffusion() {}

  private static void write(Path file, GraphBuilder g) throws IOException {
    Files.createDirectories(file.getParent());
    new Model(GraphBuilder.OPSET, Map.of(), g.build("tiny")).write(file);
  }

  private static void text(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static float[] random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) (random.nextDouble() - 0.5);
    }
    return out;
  }

  /** Latents of 4 x 4 x 4, images of 3 x 8 x 8; the denoiser holds back half of the state. */
  static Path stable(Path folder) throws IOException {
    text(folder.resolve("model_index.json"), "{\"_class_name\": \"OnnxStableDiffusionPipeline\"}");
    text(
        folder.resolve("scheduler/scheduler_config.json"),
        """
        {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
         "num_train_timesteps": 1000, "set_alpha_to_one": false, "steps_offset": 1}
        """);
    text(folder.resolve("vae_decoder/config.json"), "{\"scaling_factor\": 0.5}");
    StringBuilder letters = new StringBuilder("{");
    for (char c = 'a'; c <= 'z'; c++) {
      letters.append("\"%c\": %d, \"%c</w>\": %d, ".formatted(c, c - 'a', c, 26 + c - 'a'));
    }
    text(folder.resolve("tokenizer/vocab.json"), letters + ENDS);
    text(folder.resolve("tokenizer/merges.txt"), "#version: 0.2\n");
    text(
        folder.resolve("tokenizer/tokenizer_config.json"),
        "{\"model_max_length\": %d}".formatted(WORDS));
    textEncoder(folder);
    unet(folder, true);
    GraphBuilder g = new GraphBuilder();
    String latent = g.input("latent_sample", ElementType.FLOAT32, "batch", 4, 4, 4);
    String weight = g.constant(Tensor.of("weight", random(3, 48), 12, 4, 1, 1));
    String image =
        g.op("DepthToSpace", g.op("Conv", List.of(latent, weight)), Attribute.of("blocksize", 2));
    g.output(image, "sample", ElementType.FLOAT32, "batch", 3, 8, 8);
    write(folder.resolve("vae_decoder/model.onnx"), g);
    return folder;
  }

  /** A pipeline of images themselves that can be told nothing. */
  static Path unconditional(Path folder) throws IOException {
    text(folder.resolve("model_index.json"), "{\"_class_name\": \"DDPMPipeline\"}");
    text(
        folder.resolve("scheduler/scheduler_config.json"),
        "{\"beta_schedule\": \"squaredcos_cap_v2\", \"timestep_spacing\": \"trailing\"}");
    unet(folder, false);
    return folder;
  }

  private static void textEncoder(Path folder) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String ids = g.input("input_ids", ElementType.INT64, "batch", "sequence");
    String table = g.constant(Tensor.of("table", random(1, 54 * WIDTH), 54, WIDTH));
    g.output(
        g.op("Gather", List.of(table, ids)),
        "last_hidden_state",
        ElementType.FLOAT32,
        "batch",
        "sequence",
        WIDTH);
    write(folder.resolve("text_encoder/model.onnx"), g);
  }

  private static void unet(Path folder, boolean told) throws IOException {
    int channels = told ? 4 : 3;
    int side = told ? 4 : 8;
    GraphBuilder g = new GraphBuilder();
    String x = g.input("sample", ElementType.FLOAT32, "batch", channels, side, side);
    g.input("timestep", ElementType.INT64, "batch");
    String out = g.mul(x, g.real(0.9));
    if (told) {
      String text =
          g.input("encoder_hidden_states", ElementType.FLOAT32, "batch", "sequence", WIDTH);
      String mean =
          g.op(
              "ReduceMean",
              text,
              Attribute.of("axes", new long[] {1}),
              Attribute.of("keepdims", 0));
      out = g.add(out, g.reshape(mean, -1, WIDTH, 1, 1));
    }
    g.output(out, "out_sample", ElementType.FLOAT32, "batch", channels, side, side);
    write(folder.resolve("unet/model.onnx"), g);
    text(
        folder.resolve("unet/config.json"),
        "{\"in_channels\": %d, \"sample_size\": %d}".formatted(channels, side));
  }

  /** An image scorer: the mean of all numbers. */
  static Path scorer(Path folder, int channels, int side) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String x = g.input("image", ElementType.FLOAT32, "batch", channels, side, side);
    String mean =
        g.op(
            "ReduceMean",
            x,
            Attribute.of("axes", new long[] {1, 2, 3}),
            Attribute.of("keepdims", 0));
    g.output(mean, "score", ElementType.FLOAT32, "batch");
    write(folder.resolve("model.onnx"), g);
    text(
        folder.resolve("manifest.toml"),
        """
        kind  = "image-scorer"
        model = "model.onnx"

        [input.image]
        name  = "image"
        type  = "float32"
        shape = ["batch", %d, %d, %d]

        [output.score]
        name  = "score"
        type  = "float32"
        shape = ["batch"]
        """
            .formatted(channels, side, side));
    return folder;
  }
}
