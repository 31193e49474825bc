package dev.lodestar.onnx.proto;

import java.util.ArrayList;
import java.util.List;

/**
 * A named input or output of a graph ({@code ValueInfoProto}).
 *
 * @param type of its elements; {@link ElementType#OTHER} for what is not a tensor
 * @param shape its sizes
 */
public record Port(String name, ElementType type, List<Size> shape) {
  public Port {
    shape = List.copyOf(shape);
  }

  void write(WireWriter out) {
    out.text(1, name)
        .message(
            2,
            t ->
                t.message(
                    1,
                    tensor ->
                        tensor
                            .number(1, type.number())
                            .message(
                                2, s -> shape.forEach(d -> s.message(1, size -> size(d, size))))));
  }

  static Port read(WireReader in) {
    String name = "";
    ElementType type = ElementType.OTHER;
    List<Size> shape = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = in.text();
        case 2 -> type = type(in.message(), shape);
        default -> in.skip();
      }
    }
    return new Port(name, type, shape);
  }

  private static ElementType type(WireReader in, List<Size> shape) {
    ElementType type = ElementType.OTHER;
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field != 1) {
        in.skip();
        continue;
      }
      WireReader tensor = in.message();
      for (int f = tensor.next(); f != 0; f = tensor.next()) {
        switch (f) {
          case 1 -> type = ElementType.of(tensor.number());
          case 2 -> sizes(tensor.message(), shape);
          default -> tensor.skip();
        }
      }
    }
    return type;
  }

  private static void sizes(WireReader in, List<Size> shape) {
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field == 1) {
        shape.add(size(in.message()));
      } else {
        in.skip();
      }
    }
  }

  private static void size(Size size, WireWriter out) {
    if (size instanceof Size.Fixed f) {
      out.number(1, f.value());
    } else if (size instanceof Size.Named n) {
      out.text(2, n.name());
    }
  }

  private static Size size(WireReader in) {
    Size out = Size.of("");
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> out = Size.of(in.number());
        case 2 -> out = Size.of(in.text());
        default -> in.skip();
      }
    }
    return out;
  }
}
