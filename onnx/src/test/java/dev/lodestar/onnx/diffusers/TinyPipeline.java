package dev.lodestar.onnx.diffusers;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A pipeline of Stable Diffusion's layout with small random weights: 4 x 4 x 4 latents, images of 3
 * x 8 x 8, texts of 8 numbers a token.
 */
final class TinyPipeline {
  static final int WIDTH = 8;
  static final float STATE_SHARE = 0.5f;
  static final float TIME_SHARE = 0.001f;
  private static final int WORDS = 77;

  private final Path folder;
  final float[] table = random(1, 300 * WIDTH);
  final float[] mixing = random(2, WIDTH * 4);

  TinyPipeline(Path folder) throws IOException {
    this.folder = folder;
    json("model_index.json", "{\"_class_name\": \"OnnxStableDiffusionPipeline\"}");
    json(
        "scheduler/scheduler_config.json",
        """
        {"_class_name": "PNDMScheduler", "beta_start": 0.00085, "beta_end": 0.012,
         "beta_schedule": "scaled_linear", "num_train_timesteps": 1000, "set_alpha_to_one": false,
         "steps_offset": 1, "prediction_type": "epsilon"}
        """);
    json("vae_decoder/config.json", "{\"scaling_factor\": 0.25}");
    tokenizer();
    textEncoder();
    unet();
    decoder();
    encoder();
  }

  Path folder() {
    return folder;
  }

  void json(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static float[] random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) (random.nextDouble() - 0.5);
    }
    return out;
  }

  private void write(String part, GraphBuilder g) throws IOException {
    new Model(GraphBuilder.OPSET, Map.of(), g.build(part))
        .write(folder.resolve(part).resolve("model.onnx"));
  }

  /** Letters, the same at a word's end, three merges, and the two ends. */
  private void tokenizer() throws IOException {
    List<String> tokens = new ArrayList<>();
    for (String end : List.of("", "</w>")) {
      for (char c = 'a'; c <= 'z'; c++) {
        tokens.add(c + end);
      }
    }
    tokens.addAll(List.of("lo", "er</w>", "low</w>", "<|startoftext|>", "<|endoftext|>"));
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      json.append(i == 0 ? "{" : ", ").append('"' + tokens.get(i) + "\": " + i);
    }
    json("tokenizer/vocab.json", json + "}");
    json("tokenizer/merges.txt", "#version: 0.2\nl o\ne r</w>\nlo w</w>\n");
    json(
        "tokenizer/special_tokens_map.json",
        "{\"bos_token\": {\"content\": \"<|startoftext|>\"}, \"pad_token\": \"<|endoftext|>\"}");
    json("tokenizer/tokenizer_config.json", "{\"model_max_length\": 77}");
  }

  private void textEncoder() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String ids = g.input("input_ids", ElementType.INT32, "batch", "sequence");
    String t = g.constant(Tensor.of("table", table, 300, WIDTH));
    String hidden = g.op("Gather", List.of(t, ids));
    g.output(hidden, "last_hidden_state", ElementType.FLOAT32, "batch", "sequence", WIDTH);
    g.output(
        g.op(
            "ReduceMean",
            hidden,
            Attribute.of("axes", new long[] {1}),
            Attribute.of("keepdims", 0)),
        "pooler_output",
        ElementType.FLOAT32,
        "batch",
        WIDTH);
    write("text_encoder", g);
  }

  /** 0.5·state + the mean token, mixed into channels, + 0.001·time. */
  private void unet() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String sample = g.input("sample", ElementType.FLOAT32, "batch", "channels", "height", "width");
    String time = g.input("timestep", ElementType.INT64, "batch");
    String text = g.input("encoder_hidden_states", ElementType.FLOAT32, "batch", "sequence", WIDTH);
    String mean =
        g.op("ReduceMean", text, Attribute.of("axes", new long[] {1}), Attribute.of("keepdims", 0));
    String mixed = g.op("MatMul", List.of(mean, g.constant(Tensor.of("mixing", mixing, WIDTH, 4))));
    String told = g.add(g.mul(sample, g.real(STATE_SHARE)), g.reshape(mixed, -1, 4, 1, 1));
    String now = g.mul(g.op("Cast", time, Attribute.of("to", 1)), g.real(TIME_SHARE));
    g.output(
        g.add(told, g.reshape(now, -1, 1, 1, 1)),
        "out_sample",
        ElementType.FLOAT32,
        "batch",
        "channels",
        "height",
        "width");
    write("unet", g);
    json("unet/config.json", "{\"in_channels\": 4, \"sample_size\": 4}");
  }

  private void decoder() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String latent = g.input("latent_sample", ElementType.FLOAT32, "batch", 4, 4, 4);
    String weight = g.constant(Tensor.of("weight", random(3, 48), 12, 4, 1, 1));
    String wide = g.op("Conv", List.of(latent, weight));
    String image = g.op("DepthToSpace", wide, Attribute.of("blocksize", 2));
    g.output(image, "sample", ElementType.FLOAT32, "batch", 3, 8, 8);
    write("vae_decoder", g);
  }

  /** A network of that name whose constant says that it is kept somewhere. */
  void outside(String part, String location) throws IOException {
    GraphBuilder g = new GraphBuilder();
    Tensor kept =
        new Tensor(
            "w",
            ElementType.FLOAT32,
            new long[] {2},
            ByteBuffer.allocate(0),
            Map.of("location", location));
    g.output(g.add(g.constant(kept), g.real(1)), "sample", ElementType.FLOAT32, 2);
    write(part, g);
  }

  /** Means and log-variances; the mean of a channel is its block's first colour. */
  private void encoder() throws IOException {
    GraphBuilder g = new GraphBuilder();
    String image = g.input("sample", ElementType.FLOAT32, "batch", 3, 8, 8);
    String deep = g.op("SpaceToDepth", image, Attribute.of("blocksize", 2));
    g.output(g.slice(deep, 1, 0, 8), "latent_parameters", ElementType.FLOAT32, "batch", 8, 4, 4);
    write("vae_encoder", g);
  }

  /** What the U-Net answers at one number: its channel, told a prompt's tokens. */
  double expected(float state, int channel, int[] tokens, double time) {
    double out = STATE_SHARE * state + TIME_SHARE * time;
    for (int w = 0; w < WIDTH; w++) {
      double mean = 0;
      for (int token : tokens) {
        mean += table[token * WIDTH + w] / (double) WORDS;
      }
      out += mean * mixing[w * 4 + channel];
    }
    return out;
  }

  /** Tokens of ends and padding around some. */
  static int[] framed(int... tokens) {
    int[] out = new int[WORDS];
    Arrays.fill(out, 56);
    out[0] = 55;
    System.arraycopy(tokens, 0, out, 1, tokens.length);
    return out;
  }
}
