package dev.lodestar.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A setting of a node ({@code AttributeProto}). Of those that are read, only what nests is kept:
 * constants and graphs; the rest is between the file and its engine.
 *
 * @param name such as {@code dilations}
 * @param value what it is set to
 */
public record Attribute(String name, Value value) {
  /** What a setting may be. */
  public sealed interface Value {}

  /** A whole number. */
  public record Whole(long value) implements Value {}

  /** A number. */
  public record Real(float value) implements Value {}

  /** A text. */
  public record Text(String value) implements Value {}

  /** Whole numbers. */
  public record Wholes(List<Long> values) implements Value {
    public Wholes {
      values = List.copyOf(values);
    }
  }

  /** Constants and graphs. */
  public record Nested(List<Tensor> tensors, List<Graph> graphs) implements Value {
    public Nested {
      tensors = List.copyOf(tensors);
      graphs = List.copyOf(graphs);
    }
  }

  public static Attribute of(String name, long value) {
    return new Attribute(name, new Whole(value));
  }

  public static Attribute of(String name, float value) {
    return new Attribute(name, new Real(value));
  }

  public static Attribute of(String name, String value) {
    return new Attribute(name, new Text(value));
  }

  public static Attribute of(String name, long... values) {
    return new Attribute(name, new Wholes(LongStream.of(values).boxed().toList()));
  }

  public static Attribute of(String name, Tensor value) {
    return new Attribute(name, new Nested(List.of(value), List.of()));
  }

  void write(WireWriter out) {
    out.text(1, name);
    if (value instanceof Whole w) {
      out.number(3, w.value).number(20, 2);
    } else if (value instanceof Real r) {
      out.real(2, r.value).number(20, 1);
    } else if (value instanceof Text t) {
      out.text(4, t.value).number(20, 3);
    } else if (value instanceof Wholes w) {
      out.numbers(8, w.values.stream().mapToLong(Long::longValue).toArray()).number(20, 7);
    } else if (value instanceof Nested n) {
      n.tensors.forEach(t -> out.message(5, t::write));
      n.graphs.forEach(g -> out.message(6, g::write));
      out.number(20, n.graphs.isEmpty() ? 4 : 5);
    }
  }

  static Attribute read(WireReader in) {
    String name = "";
    List<Tensor> tensors = new ArrayList<>();
    List<Graph> graphs = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = in.text();
        case 5, 10 -> tensors.add(Tensor.read(in.message()));
        case 6, 11 -> graphs.add(Graph.read(in.message()));
        case 22, 23 -> tensors.addAll(Graph.sparse(in.message()));
        default -> in.skip();
      }
    }
    return new Attribute(name, new Nested(tensors, graphs));
  }
}
