package dev.lodestar.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Graph;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Node;
import dev.lodestar.onnx.proto.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any engine sees a file. */
class CheckedFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.onnx");
  }

  private static Tensor external(String location) {
    return new Tensor(
        "w",
        ElementType.FLOAT32,
        new long[] {2},
        ByteBuffer.allocate(0),
        Map.of("location", location, "length", "8"));
  }

  private void write(Graph graph) throws IOException {
    new Model(GraphBuilder.OPSET, Map.of(), graph).write(file());
  }

  private void writeWith(Tensor constant) throws IOException {
    GraphBuilder g = new GraphBuilder();
    String x = g.input("x", ElementType.FLOAT32, 2);
    g.output(g.add(x, g.constant(constant)), "y", ElementType.FLOAT32, 2);
    write(g.build("tiny"));
  }

  private CheckedFile read() {
    return CheckedFile.read(file(), new TreeMap<>(), Limits.OWN);
  }

  private String refused() {
    return assertThrows(InvalidModelException.class, this::read).getMessage();
  }

  @Test
  void constantsBesideTheModelAreFound() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[8]);
    writeWith(external("weights.bin"));
    CheckedFile file = read();
    assertEquals(new TreeSet<>(List.of("weights.bin")), file.external());
    assertEquals(2, file.digests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.bin",
        "below/../../secret.bin",
        "/etc/hostname",
        "*/_ORT_MEM_ADDR_/*",
        "",
        "~/secret",
        "link.bin"
      })
  void constantsOutsideTheFolderAreRefused(String location) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.write(folder.resolve("secret.bin"), new byte[8]);
    Files.createDirectories(model.resolve("below"));
    Files.createSymbolicLink(model.resolve("link.bin"), folder.resolve("secret.bin"));
    folder = model;
    writeWith(external(location));
    assertTrue(refused().contains("outside its own folder"), refused());
  }

  @Test
  void constantsHiddenInsideNodesAreFound() throws IOException {
    GraphBuilder inner = new GraphBuilder();
    inner.output(
        inner.op("Constant", List.of(), Attribute.of("value", external("../secret.bin"))),
        "z",
        ElementType.FLOAT32,
        2);
    GraphBuilder g = new GraphBuilder();
    g.input("c", ElementType.BOOL);
    Attribute branch =
        new Attribute("then_branch", new Attribute.Nested(List.of(), List.of(inner.build("then"))));
    g.output(g.op("If", List.of("c"), branch), "y", ElementType.FLOAT32, 2);
    write(g.build("tiny"));
    assertTrue(refused().contains("outside its own folder"), refused());
  }

  @Test
  void operatorsOfUnknownFamiliesAreRefused() throws IOException {
    GraphBuilder g = new GraphBuilder();
    g.input("x", ElementType.FLOAT32, 2);
    Graph graph = g.build("tiny");
    Node foreign = new Node("Evil", "com.example", List.of("x"), List.of("y"), List.of());
    write(new Graph("tiny", List.of(foreign), List.of(), graph.inputs(), List.of()));
    assertTrue(refused().contains("'Evil'") && refused().contains("com.example"), refused());
  }

  @Test
  void aPinnedFileIsThatFile() throws IOException {
    writeWith(Tensor.of("w", new float[] {1, 2}, 2));
    String digest = read().digests().get("model.onnx");
    TreeMap<String, String> pinned = new TreeMap<>(Map.of("model.onnx", digest));
    CheckedFile.read(file(), pinned, Limits.PINNED);
    writeWith(Tensor.of("w", new float[] {1, 3}, 2));
    String message =
        assertThrows(
                InvalidModelException.class, () -> CheckedFile.read(file(), pinned, Limits.OWN))
            .getMessage();
    assertTrue(message.contains(digest) && message.contains("is expected"), message);
    assertThrows(
        InvalidModelException.class,
        () -> CheckedFile.read(file(), new TreeMap<>(), Limits.PINNED));
  }

  @Test
  void pinningCoversTheFilesBeside() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[8]);
    writeWith(external("weights.bin"));
    TreeMap<String, String> pinned = new TreeMap<>(read().digests());
    CheckedFile.read(file(), pinned, Limits.PINNED);
    Files.write(folder.resolve("weights.bin"), new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertThrows(InvalidModelException.class, () -> CheckedFile.read(file(), pinned, Limits.OWN));
  }

  @Test
  void filesLargerThanAllowedAreNotRead() throws IOException {
    writeWith(Tensor.of("w", new float[] {1, 2}, 2));
    String message =
        assertThrows(
                InvalidModelException.class,
                () -> CheckedFile.read(file(), new TreeMap<>(), new Limits(16, 16, false)))
            .getMessage();
    assertTrue(message.contains("more than the 16"), message);
  }

  @Test
  void filesBesideAreBounded() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[8]);
    writeWith(external("weights.bin"));
    CheckedFile.read(file(), new TreeMap<>(), new Limits(4096, 8, false));
    String message =
        assertThrows(
                InvalidModelException.class,
                () -> CheckedFile.read(file(), new TreeMap<>(), new Limits(4096, 7, false)))
            .getMessage();
    assertTrue(message.contains("weights.bin has 8 bytes"), message);
  }

  @Test
  void everyPrefixOfAFileIsRefusedWithASentence() throws IOException {
    writeWith(Tensor.of("w", new float[] {1, 2}, 2));
    byte[] whole = Files.readAllBytes(file());
    for (int n = 0; n < whole.length; n++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, n));
      try {
        read();
      } catch (InvalidModelException e) {
        assertTrue(e.getMessage().startsWith(file().toString()), e.getMessage());
      }
    }
  }

  @Test
  void flippedBitsNeverEndInAnythingElse() throws IOException {
    writeWith(Tensor.of("w", new float[] {1, 2}, 2));
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < 8 * whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      Files.write(file(), flipped);
      try {
        read();
      } catch (InvalidModelException e) {
        assertTrue(e.getMessage().startsWith(file().toString()), e.getMessage());
      }
    }
  }
}
