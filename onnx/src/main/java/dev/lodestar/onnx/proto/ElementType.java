package dev.lodestar.onnx.proto;

import java.util.Arrays;
import java.util.Locale;

/** Element types of tensors, with their numbers in the format ({@code TensorProto.DataType}). */
public enum ElementType {
  FLOAT32(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  STRING(8, 0),
  BOOL(9, 1),
  FLOAT16(10, 2),
  FLOAT64(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2),
  /** What the format knows beside: complex numbers, 8-bit and 4-bit floats, and what comes. */
  OTHER(0, 0);

  private final int number;
  private final int bytes;

  ElementType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** The number in the format; 0 for {@link #OTHER}. */
  public int number() {
    return number;
  }

  /** Bytes an element; 0 where that is not fixed. */
  public int bytes() {
    return bytes;
  }

  /** Name in manifests, such as {@code float32}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ElementType of(long number) {
    return Arrays.stream(values()).filter(t -> t.number == number).findFirst().orElse(OTHER);
  }
}
