package dev.lodestar.onnx;

import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.session.Buffers;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a network reads sequences: as tokens, or one-hot.
 *
 * @param type of the elements; one-hot where they are numbers with a point
 * @param channels of the one-hot form, V or V + 1
 * @param highest token that may be given: V where there is a mask, V - 1 where there is none
 * @param length positions, or 0 where they vary
 */
record TokenInput(ElementType type, int channels, int highest, int length) {
  static final String ROLE = "tokens";

  /**
   * @param highest token that may be given
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where the shape is wrong
   */
  static TokenInput of(Manifest manifest, int highest) {
    Port port = manifest.inputs().get(ROLE);
    boolean oneHot = port.type() == ElementType.FLOAT32;
    int rank = oneHot ? 3 : 2;
    int v = manifest.tokens().size();
    if (port.shape().size() != rank || !isBatch(port.shape().get(0))) {
      throw wrong(manifest, port, oneHot ? "[\"batch\", length, channels]" : "[\"batch\", length]");
    }
    int channels = 0;
    if (oneHot) {
      channels = port.shape().get(2) instanceof Size.Fixed f ? (int) f.value() : 0;
      if (channels < v || channels > highest + 1) {
        throw wrong(manifest, port, "one channel a token, " + v + " or " + (highest + 1));
      }
    }
    int length = port.shape().get(1) instanceof Size.Fixed f ? (int) f.value() : 0;
    if (manifest.length() > 0 && length > 0 && manifest.length() != length) {
      throw manifest.fault(
          "says length = "
              + manifest.length()
              + " where [input.tokens] has "
              + length
              + " positions.");
    }
    return new TokenInput(port.type(), channels, highest, Math.max(length, manifest.length()));
  }

  static boolean isBatch(Size size) {
    return size instanceof Size.Named n && n.name().equals("batch");
  }

  private static IllegalArgumentException wrong(Manifest manifest, Port port, String allowed) {
    return manifest.fault(
        "[input.tokens]: the shape " + port.shape() + " does not fit; it is " + allowed + ".");
  }

  /** What the names of the manifest's shapes stand for in a call. */
  Map<String, Long> sizes(Manifest manifest, int rows, int positions) {
    Map<String, Long> out = new TreeMap<>();
    out.put("batch", (long) rows);
    if (manifest.inputs().get(ROLE).shape().get(1) instanceof Size.Named n) {
      out.put(n.name(), (long) positions);
    }
    return out;
  }

  /** Refuses sequences of a length that the network does not take. */
  void requireLength(int positions) {
    if (length > 0 && positions != length) {
      throw new IllegalArgumentException(
          "The network takes sequences of " + length + " tokens, not " + positions);
    }
  }

  /**
   * Writes rows, the last one again until the call's shape is filled.
   *
   * @param first row
   * @param count rows, at least 1
   * @param size rows of the call
   */
  void fill(Buffers to, int[] tokens, int positions, int first, int count, int size) {
    for (int r = 0; r < size; r++) {
      int from = (first + Math.min(r, count - 1)) * positions;
      row(to, tokens, from, positions, r);
    }
  }

  private void row(Buffers to, int[] tokens, int from, int positions, int row) {
    int at = row * positions;
    switch (type) {
      case INT64 -> {
        LongBuffer out = to.longs(ROLE);
        for (int i = 0; i < positions; i++) {
          out.put(at + i, checked(tokens[from + i], i));
        }
      }
      case INT32 -> {
        IntBuffer out = to.ints(ROLE);
        for (int i = 0; i < positions; i++) {
          out.put(at + i, checked(tokens[from + i], i));
        }
      }
      default -> {
        FloatBuffer out = to.floats(ROLE);
        for (int i = 0; i < positions; i++) {
          int token = checked(tokens[from + i], i);
          for (int k = 0; k < channels; k++) {
            out.put((at + i) * channels + k, k == token ? 1 : 0);
          }
        }
      }
    }
  }

  private int checked(int token, int position) {
    if (token < 0 || token > highest) {
      throw new IllegalArgumentException(
          "Token " + token + " at position " + position + " is outside 0.." + highest);
    }
    return token;
  }
}
