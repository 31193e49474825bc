package dev.lodestar.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Operations, constants, and what goes in and out ({@code GraphProto}).
 *
 * @param nodes in an order in which each comes after what it needs
 * @param constants initial values, weights among them
 */
public record Graph(
    String name, List<Node> nodes, List<Tensor> constants, List<Port> inputs, List<Port> outputs) {
  public Graph {
    nodes = List.copyOf(nodes);
    constants = List.copyOf(constants);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  void write(WireWriter out) {
    nodes.forEach(n -> out.message(1, n::write));
    out.text(2, name);
    constants.forEach(c -> out.message(5, c::write));
    inputs.forEach(i -> out.message(11, i::write));
    outputs.forEach(o -> out.message(12, o::write));
  }

  static Graph read(WireReader in) {
    String name = "";
    List<Node> nodes = new ArrayList<>();
    List<Tensor> constants = new ArrayList<>();
    List<Port> inputs = new ArrayList<>();
    List<Port> outputs = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> nodes.add(Node.read(in.message()));
        case 2 -> name = in.text();
        case 5 -> constants.add(Tensor.read(in.message()));
        case 11 -> inputs.add(Port.read(in.message()));
        case 12 -> outputs.add(Port.read(in.message()));
        case 15 -> constants.addAll(sparse(in.message()));
        default -> in.skip();
      }
    }
    return new Graph(name, nodes, constants, inputs, outputs);
  }

  /** The arrays of a {@code SparseTensorProto}. */
  static List<Tensor> sparse(WireReader in) {
    List<Tensor> out = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field == 1 || field == 2) {
        out.add(Tensor.read(in.message()));
      } else {
        in.skip();
      }
    }
    return out;
  }

  /** Every node and every constant, those of graphs inside it among them. */
  void visit(Consumer<Node> node, Consumer<Tensor> constant) {
    constants.forEach(constant);
    visit(nodes, node, constant);
  }

  static void visit(List<Node> nodes, Consumer<Node> node, Consumer<Tensor> constant) {
    for (Node n : nodes) {
      node.accept(n);
      for (Attribute a : n.attributes()) {
        if (a.value() instanceof Attribute.Nested nested) {
          nested.tensors().forEach(constant);
          nested.graphs().forEach(g -> g.visit(node, constant));
        }
      }
    }
  }
}
