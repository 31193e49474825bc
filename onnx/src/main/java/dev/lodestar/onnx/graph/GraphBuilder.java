package dev.lodestar.onnx.graph;

import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Graph;
import dev.lodestar.onnx.proto.Node;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.proto.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph under construction. Values are handed around by name; each method adds an operation and
 * answers the name of what it gives.
 */
public final class GraphBuilder {
  /** The operators' version; layer norm is an operator from here on. */
  public static final long OPSET = 17;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();

  /** An input; sizes are whole numbers or names. */
  public String input(String name, ElementType type, Object... sizes) {
    inputs.add(new Port(name, type, sizes(sizes)));
    return name;
  }

  /** Makes a value an output of that name. */
  public void output(String value, String name, ElementType type, Object... sizes) {
    nodes.add(new Node("Identity", "", List.of(value), List.of(name), List.of()));
    outputs.add(new Port(name, type, sizes(sizes)));
  }

  private static List<Size> sizes(Object... sizes) {
    return Arrays.stream(sizes)
        .map(s -> s instanceof Number n ? Size.of(n.longValue()) : Size.of((String) s))
        .toList();
  }

  /** A constant under its own name. */
  public String constant(Tensor tensor) {
    constants.put(tensor.name(), tensor);
    return tensor.name();
  }

  /** A vector of whole numbers. */
  public String wholes(long... values) {
    return constant(Tensor.of("wholes " + Arrays.toString(values), values, values.length));
  }

  /** A whole number without a shape. */
  public String whole(long value) {
    return constant(Tensor.of("whole " + value, new long[] {value}));
  }

  /** A number without a shape. */
  public String real(double value) {
    return constant(Tensor.of("real " + value, new float[] {(float) value}));
  }

  /** An operation with one output. */
  public String op(String operator, List<String> of, Attribute... attributes) {
    String name = operator + " " + nodes.size();
    nodes.add(new Node(operator, "", of, List.of(name), List.of(attributes)));
    return name;
  }

  public String op(String operator, String of, Attribute... attributes) {
    return op(operator, List.of(of), attributes);
  }

  public String add(String a, String b) {
    return op("Add", List.of(a, b));
  }

  public String mul(String a, String b) {
    return op("Mul", List.of(a, b));
  }

  public String relu(String x) {
    return op("Relu", x);
  }

  public String transpose(String x, long... order) {
    return op("Transpose", x, Attribute.of("perm", order));
  }

  public String reshape(String x, long... shape) {
    return op("Reshape", List.of(x, wholes(shape)));
  }

  public String concat(int axis, String... parts) {
    return op("Concat", List.of(parts), Attribute.of("axis", axis));
  }

  /** Elements from .. to-1 along an axis. */
  public String slice(String x, int axis, String from, String to) {
    return op("Slice", List.of(x, from, to, wholes(axis)));
  }

  public String slice(String x, int axis, long from, long to) {
    return slice(x, axis, wholes(from), wholes(to));
  }

  public Graph build(String name) {
    return new Graph(name, nodes, List.copyOf(constants.values()), inputs, outputs);
  }
}
