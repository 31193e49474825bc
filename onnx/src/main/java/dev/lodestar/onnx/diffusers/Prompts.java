package dev.lodestar.onnx.diffusers;

import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.session.Network;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From prompts to what a network reads of them: tokenizer and text encoder. */
final class Prompts implements AutoCloseable {
  private static final String TOKENS = "tokens";
  private static final String TEXT = "score";

  private final ClipTokenizer tokenizer;
  private final Network encoder;
  private final boolean wide;
  private final int width;

  /**
   * @param width numbers a token that the denoiser reads; 0 where its graph leaves it open
   */
  Prompts(Contents pipeline, int width) {
    tokenizer = ClipTokenizer.read(pipeline, "tokenizer/");
    Part part = Part.read(pipeline, "text_encoder");
    Port tokens = part.input("input_ids");
    Port text = part.output("last_hidden_state");
    this.width =
        (int) Part.size(text, 2, width > 0 ? width : part.config().whole("hidden_size", 768));
    if (width > 0 && this.width != width) {
      throw new InvalidModelException(
          pipeline.folder()
              + ": the text encoder tells "
              + this.width
              + " numbers a token and the U-Net reads "
              + width
              + "; they are not of one pipeline.");
    }
    this.wide = tokens.type() == ElementType.INT64;
    // encoded one by one: a prompt's embedding then depends on nothing else
    encoder =
        part.open(
            Kind.TOKEN_SCORER,
            new TreeMap<>(Map.of(TOKENS, one(tokens, tokenizer.length()))),
            new TreeMap<>(Map.of(TEXT, one(text, tokenizer.length(), this.width))),
            Map.of());
  }

  private static Port one(Port port, long... sizes) {
    Port batched = Part.batched(port, sizes);
    return new Port(
        port.name(),
        port.type(),
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(Size.of(1)), batched.shape().stream().skip(1))
            .toList());
  }

  /** Tokens a prompt. */
  int words() {
    return tokenizer.length();
  }

  /** Numbers a token. */
  int width() {
    return width;
  }

  /** The embedding of a prompt, shape [words, width]. */
  float[] embed(String prompt) {
    int[] tokens = tokenizer.encode(prompt);
    return encoder.call(
        Map.of(),
        buffers -> {
          for (int i = 0; i < tokens.length; i++) {
            if (wide) {
              buffers.longs(TOKENS).put(i, tokens[i]);
            } else {
              buffers.ints(TOKENS).put(i, tokens[i]);
            }
          }
        },
        buffers -> {
          float[] out = new float[words() * width];
          buffers.floats(TEXT).get(out);
          return out;
        });
  }

  /** The embeddings of prompts. */
  List<float[]> embed(List<String> prompts) {
    return prompts.stream().map(this::embed).toList();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
