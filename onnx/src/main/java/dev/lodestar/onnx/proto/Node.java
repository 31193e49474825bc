package dev.lodestar.onnx.proto;

import java.util.ArrayList;
import java.util.List;

/**
 * An operation of a graph ({@code NodeProto}).
 *
 * @param operator such as {@code Conv}
 * @param domain whose operator; empty for ONNX's own
 * @param inputs names of values; an empty one is an input left out
 * @param outputs names of values
 */
public record Node(
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    List<Attribute> attributes) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
  }

  void write(WireWriter out) {
    inputs.forEach(i -> out.text(1, i));
    outputs.forEach(o -> out.text(2, o));
    out.text(3, outputs.get(0)).text(4, operator);
    attributes.forEach(a -> out.message(5, a::write));
    if (!domain.isEmpty()) {
      out.text(7, domain);
    }
  }

  static Node read(WireReader in) {
    String operator = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 4 -> operator = in.text();
        case 5 -> attributes.add(Attribute.read(in.message()));
        case 7 -> domain = in.text();
        default -> in.skip();
      }
    }
    return new Node(operator, domain, inputs, outputs, attributes);
  }
}
