package dev.lodestar.onnx.proto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A network as an ONNX file holds it ({@code ModelProto}).
 *
 * @param opsets version of the operators of each domain; the empty domain is ONNX's own
 * @param metadata notes for readers
 * @param graph the network
 * @param beside further graphs and functions that the file brings along, for checks
 * @param families domains of those functions
 */
public record Model(
    SortedMap<String, Long> opsets,
    SortedMap<String, String> metadata,
    Graph graph,
    List<Graph> beside,
    SortedSet<String> families) {
  private static final long FORMAT = 8;

  public Model {
    opsets = new TreeMap<>(opsets);
    metadata = new TreeMap<>(metadata);
    beside = List.copyOf(beside);
    families = new TreeSet<>(families);
  }

  public Model(long opset, Map<String, String> metadata, Graph graph) {
    this(
        new TreeMap<>(Map.of("", opset)),
        new TreeMap<>(metadata),
        graph,
        List.of(),
        new TreeSet<>());
  }

  /** Every node and every constant of the file. */
  public void visit(Consumer<Node> node, Consumer<Tensor> constant) {
    graph.visit(node, constant);
    beside.forEach(g -> g.visit(node, constant));
  }

  /**
   * Reads a model; constants are views of {@code bytes}.
   *
   * @throws InvalidModelException with what is wrong, for a sentence that names the file
   */
  public static Model read(ByteBuffer bytes) {
    SortedMap<String, Long> opsets = new TreeMap<>();
    SortedMap<String, String> metadata = new TreeMap<>();
    List<Graph> graphs = new ArrayList<>();
    List<Graph> beside = new ArrayList<>();
    SortedSet<String> families = new TreeSet<>();
    WireReader in = new WireReader(bytes);
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 7 -> graphs.add(Graph.read(in.message()));
        case 8 -> opset(in.message(), opsets);
        case 14 -> Entries.read(in.message(), metadata);
        case 20 -> training(in.message(), beside);
        case 25 -> beside.add(function(in.message(), families));
        default -> in.skip();
      }
    }
    // Protobuf would merge several; nobody writes them, and what is checked must be what runs.
    if (graphs.size() != 1) {
      throw new InvalidModelException("it holds " + graphs.size() + " graphs where one belongs");
    }
    return new Model(opsets, metadata, graphs.get(0), beside, families);
  }

  private static void opset(WireReader in, SortedMap<String, Long> into) {
    String domain = "";
    long version = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> domain = in.text();
        case 2 -> version = in.number();
        default -> in.skip();
      }
    }
    into.put(domain, version);
  }

  private static void training(WireReader in, List<Graph> beside) {
    for (int field = in.next(); field != 0; field = in.next()) {
      if (field == 1 || field == 2) {
        beside.add(Graph.read(in.message()));
      } else {
        in.skip();
      }
    }
  }

  /** A {@code FunctionProto}: nodes, and default values of its attributes. */
  private static Graph function(WireReader in, SortedSet<String> families) {
    String name = "";
    List<Node> nodes = new ArrayList<>();
    List<Attribute> defaults = new ArrayList<>();
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> name = in.text();
        case 7 -> nodes.add(Node.read(in.message()));
        case 10 -> families.add(in.text());
        case 11 -> defaults.add(Attribute.read(in.message()));
        default -> in.skip();
      }
    }
    nodes.add(new Node("Constant", "", List.of(), List.of(name), defaults));
    return new Graph(name, nodes, List.of(), List.of(), List.of());
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    WireWriter out = new WireWriter();
    out.number(1, FORMAT).text(2, "lodestar").message(7, graph::write);
    opsets.forEach((domain, v) -> out.message(8, m -> m.text(1, domain).number(2, v)));
    metadata.forEach((key, value) -> out.message(14, m -> m.text(1, key).text(2, value)));
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    try (OutputStream stream = Files.newOutputStream(temporary)) {
      out.writeTo(stream);
    }
    Files.move(
        temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
