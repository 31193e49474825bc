package dev.lodestar.onnx.proto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages come back as they were written, and nonsense is refused within bounds. */
class ModelTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenComesBack() throws IOException {
    Tensor weights = Tensor.of("w", new float[] {1.5f, -2, 0, Float.MAX_VALUE}, 2, 2);
    Tensor wholes = Tensor.of("n", new long[] {-1, Long.MAX_VALUE}, 2);
    Port x = new Port("x", ElementType.FLOAT32, List.of(Size.of("batch"), Size.of(2)));
    Port y = new Port("y", ElementType.FLOAT32, List.of(Size.of(300)));
    Node node = new Node("MatMul", "", List.of("x", "w"), List.of("y"), List.of());
    Graph graph = new Graph("g", List.of(node), List.of(weights, wholes), List.of(x), List.of(y));
    Model model = new Model(17, Map.of("a", "1", "ä", "ö"), graph);
    Path file = folder.resolve("model.onnx");
    model.write(file);
    assertEquals(model, Model.read(ByteBuffer.wrap(Files.readAllBytes(file))));
  }

  @Test
  void numbersAreEncodedAsTheFormatSays() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WireWriter()
        .number(1, 150)
        .text(2, "testing")
        .numbers(6, new long[] {3, 270, 86942})
        .writeTo(out);
    // the three examples of the encoding's own description
    assertArrayEquals(
        new byte[] {
          0x08,
          (byte) 0x96,
          0x01,
          0x12,
          0x07,
          0x74,
          0x65,
          0x73,
          0x74,
          0x69,
          0x6e,
          0x67,
          0x32,
          0x06,
          0x03,
          (byte) 0x8e,
          0x02,
          (byte) 0x9e,
          (byte) 0xa7,
          0x05
        },
        out.toByteArray());
  }

  @Test
  void twoGraphsAreRefused() {
    byte[] twice = {0x3a, 0, 0x3a, 0};
    assertThrows(InvalidModelException.class, () -> Model.read(ByteBuffer.wrap(twice)));
  }

  @Test
  void nestingIsBounded() {
    byte[] inner = {};
    for (int depth = 0; depth < 100; depth++) {
      // a graph in an attribute of a node of a graph ...
      inner = field(1, field(5, field(6, inner)));
    }
    byte[] file = field(7, inner);
    String message =
        assertThrows(InvalidModelException.class, () -> Model.read(ByteBuffer.wrap(file)))
            .getMessage();
    assertTrue(message.contains("deeper"), message);
  }

  @Test
  void partsAreBounded() {
    byte[] nodes = new byte[2 * 5_000_000];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 0x0a;
    }
    byte[] file = field(7, nodes);
    String message =
        assertThrows(InvalidModelException.class, () -> Model.read(ByteBuffer.wrap(file)))
            .getMessage();
    assertTrue(message.contains("parts"), message);
  }

  @Test
  void lengthsBeyondTheFileAreRefused() {
    byte[] file = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1};
    assertThrows(InvalidModelException.class, () -> Model.read(ByteBuffer.wrap(file)));
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WireWriter().bytes(number, ByteBuffer.wrap(content)).writeTo(out);
    return out.toByteArray();
  }
}
