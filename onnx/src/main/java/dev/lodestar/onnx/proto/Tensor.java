package dev.lodestar.onnx.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A constant array of a model ({@code TensorProto}).
 *
 * @param name may be empty
 * @param type of its elements
 * @param shape sizes, outermost first; empty for a scalar
 * @param data the elements, row-major and little-endian; empty where the file holds them in another
 *     way than as raw bytes
 * @param external where the elements are, if not in the file: {@code location}, {@code offset} ...
 */
public record Tensor(
    String name, ElementType type, long[] shape, ByteBuffer data, Map<String, String> external) {
  private static final int EXTERNAL = 1;
  private static final int DIMENSIONS = 64;

  public Tensor {
    shape = shape.clone();
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    external = Map.copyOf(external);
  }

  /** Single-precision values. */
  public static Tensor of(String name, float[] values, long... shape) {
    ByteBuffer b = allocate(4L * values.length);
    b.asFloatBuffer().put(values);
    return checked(name, ElementType.FLOAT32, shape, b, values.length);
  }

  /** 64-bit integers. */
  public static Tensor of(String name, long[] values, long... shape) {
    ByteBuffer b = allocate(8L * values.length);
    b.asLongBuffer().put(values);
    return checked(name, ElementType.INT64, shape, b, values.length);
  }

  private static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tensor checked(
      String name, ElementType type, long[] shape, ByteBuffer data, int values) {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values) {
      throw new IllegalArgumentException(
          values + " values for the shape " + Arrays.toString(shape) + " of " + name);
    }
    return new Tensor(name, type, shape, data, Map.of());
  }

  /** Whether the elements are in another file. */
  public boolean isExternal() {
    return !external.isEmpty();
  }

  void write(WireWriter out) {
    out.numbers(1, shape).number(2, type.number()).text(8, name);
    if (!isExternal()) {
      out.bytes(9, data);
      return;
    }
    new TreeMap<>(external)
        .forEach((key, value) -> out.message(13, m -> m.text(1, key).text(2, value)));
    out.number(14, EXTERNAL);
  }

  static Tensor read(WireReader in) {
    String name = "";
    ElementType type = ElementType.OTHER;
    List<Long> shape = new ArrayList<>();
    ByteBuffer data = ByteBuffer.allocate(0);
    Map<String, String> external = new TreeMap<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> in.numbers(shape, DIMENSIONS);
        case 2 -> type = ElementType.of(in.number());
        case 8 -> name = in.text();
        case 9 -> data = in.bytes();
        case 13 -> Entries.read(in.message(), external);
        case 14 -> {
          if (in.number() == EXTERNAL) {
            external.putIfAbsent("location", "");
          }
        }
        default -> in.skip();
      }
    }
    return new Tensor(
        name, type, shape.stream().mapToLong(Long::longValue).toArray(), data, external);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Tensor t
        && t.name.equals(name)
        && t.type == type
        && Arrays.equals(t.shape, shape)
        && t.data.equals(data)
        && t.external.equals(external);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + " " + type.text() + Arrays.toString(shape);
  }
}
