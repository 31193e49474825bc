package dev.lodestar.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One array of a safetensors file, row-major and little-endian.
 *
 * @param type element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param bytes the elements; read only through the methods of this class
 */
public record StoredTensor(DType type, long[] shape, ByteBuffer bytes) {
  public StoredTensor {
    long expected = Math.multiplyExact(count(shape), (long) type.bytes());
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "Shape %s of %s needs %d bytes, not %d."
              .formatted(Arrays.toString(shape), type, expected, bytes.remaining()));
    }
    shape = shape.clone();
    bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Single-precision values. */
  public static StoredTensor of(float[] values, long... shape) {
    ByteBuffer b = allocate(values.length, DType.F32);
    b.asFloatBuffer().put(values);
    return new StoredTensor(DType.F32, shape, b);
  }

  /**
   * Single-precision values rounded to bfloat16: to the nearest, of two as near to the even one.
   */
  public static StoredTensor rounded(float[] values, long... shape) {
    ByteBuffer b = allocate(values.length, DType.BF16);
    for (float value : values) {
      int bits = Float.floatToIntBits(value);
      // half of what is cut off carries into what stays, less one where what stays is even
      int carry = Float.isNaN(value) ? 0 : 0x7fff + (bits >> 16 & 1);
      b.putShort((short) (bits + carry >> 16));
    }
    return new StoredTensor(DType.BF16, shape, b.flip());
  }

  /** Double-precision values. */
  public static StoredTensor of(double[] values, long... shape) {
    ByteBuffer b = allocate(values.length, DType.F64);
    b.asDoubleBuffer().put(values);
    return new StoredTensor(DType.F64, shape, b);
  }

  /** 32-bit integers. */
  public static StoredTensor of(int[] values, long... shape) {
    ByteBuffer b = allocate(values.length, DType.I32);
    b.asIntBuffer().put(values);
    return new StoredTensor(DType.I32, shape, b);
  }

  /** 64-bit integers. */
  public static StoredTensor of(long[] values, long... shape) {
    ByteBuffer b = allocate(values.length, DType.I64);
    b.asLongBuffer().put(values);
    return new StoredTensor(DType.I64, shape, b);
  }

  /** Number of elements. */
  public int size() {
    return Math.toIntExact(count(shape));
  }

  /** The values in single precision; doubles and integers are rounded. */
  public float[] floats() {
    float[] out = new float[size()];
    if (type == DType.F32) {
      bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
      return out;
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) at(i);
    }
    return out;
  }

  /** The values in double precision; 64-bit integers beyond 2^53 are rounded. */
  public double[] doubles() {
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = at(i);
    }
    return out;
  }

  /**
   * The values as 32-bit integers.
   *
   * @throws IllegalStateException if the elements are not integers
   * @throws ArithmeticException if one does not fit
   */
  public int[] ints() {
    return Arrays.stream(longs()).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The values as 64-bit integers.
   *
   * @throws IllegalStateException if the elements are not integers
   */
  public long[] longs() {
    if (type.isFloating()) {
      throw new IllegalStateException("A tensor of type " + type + " does not hold integers.");
    }
    long[] out = new long[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = type == DType.I64 ? bytes.getLong(8 * i) : (long) at(i);
    }
    return out;
  }

  private double at(int i) {
    return switch (type) {
      case F64 -> bytes.getDouble(8 * i);
      case F32 -> bytes.getFloat(4 * i);
      case F16 -> half(bytes.getShort(2 * i));
      case BF16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
      case I64 -> bytes.getLong(8 * i);
      case I32 -> bytes.getInt(4 * i);
      case I16 -> bytes.getShort(2 * i);
      case I8 -> bytes.get(i);
      case U8, BOOL -> bytes.get(i) & 0xff;
    };
  }

  /** IEEE 754 binary16: sign, 5 bits of exponent (bias 15), 10 bits of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb((double) (fraction + 1024), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  private static ByteBuffer allocate(int count, DType type) {
    return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Product of the sizes. */
  static long count(long[] shape) {
    long n = 1;
    for (long d : shape) {
      if (d < 0) {
        throw new IllegalArgumentException("Negative size in shape " + Arrays.toString(shape));
      }
      n = Math.multiplyExact(n, d);
    }
    return n;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StoredTensor t
        && t.type == type
        && Arrays.equals(t.shape, shape)
        && t.bytes.equals(bytes);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
