package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files come back as they were written; whatever is not a file of this kind is refused. */
class SafeTensorsTest {
  @TempDir Path dir;

  private static SafeTensors sample() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("a", StoredTensor.of(new float[] {1, -2.5f, 3, 4, 5, 6}, 2, 3));
    tensors.put("ünïcode \"quoted\"", StoredTensor.of(new long[] {Long.MIN_VALUE, 7}, 2));
    tensors.put("scalar", StoredTensor.of(new double[] {Math.PI}));
    tensors.put("empty", StoredTensor.of(new int[0], 0, 4));
    return new SafeTensors(tensors, Map.of("note", "text"));
  }

  @Test
  void roundTrip() throws IOException {
    Path file = dir.resolve("a.safetensors");
    sample().write(file);
    assertEquals(sample(), SafeTensors.read(file));
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count(), "the temporary file stays behind");
    }
  }

  @Test
  void halfPrecisionIsRead() throws IOException {
    ByteBuffer bits = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    for (int b : new int[] {0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00}) {
      bits.putShort((short) b);
    }
    float[] expected = {1, -2, 0x1p-24f, 65504, Float.POSITIVE_INFINITY};
    assertArrayEquals(expected, new StoredTensor(DType.F16, new long[] {5}, bits.flip()).floats());
    ByteBuffer brain = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    brain.putShort((short) 0xc0a0);
    assertArrayEquals(
        new float[] {-5}, new StoredTensor(DType.BF16, new long[] {1}, brain.flip()).floats());
  }

  /** As libtorch rounds: to the nearest, of two as near to the even one. */
  @Test
  void roundingIsToTheNearest() {
    float step = 0x1p-7f;
    float[] values = {
      1, 1 + step / 2, 1 + 1.5f * step, 1 + 0.51f * step, -1 - 0.49f * step, Float.MAX_VALUE
    };
    float[] expected = {1, 1, 1 + 2 * step, 1 + step, -1, Float.POSITIVE_INFINITY};
    StoredTensor rounded = StoredTensor.rounded(values, 2, 3);
    assertEquals(DType.BF16, rounded.type());
    assertArrayEquals(expected, rounded.floats());
    assertTrue(Float.isNaN(StoredTensor.rounded(new float[] {Float.NaN}, 1).floats()[0]));
  }

  private Path withHeader(String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(text.length).put(text);
    return Files.write(dir.resolve("h.safetensors"), b.array());
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    String one = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of(one + "}", 4, "holds 4 bytes of data"),
            List.of(one + "," + one.substring(1) + "}", 8, "not valid JSON"),
            List.of(one.replace("F32", "C64") + "}", 8, "unknown type"),
            List.of(one.replace("[2]", "[3]") + "}", 8, "where its shape needs 12"),
            List.of(
                one.replace("[2]", "[4294967296,4294967296,4294967296]") + "}",
                8,
                "impossible shape"),
            List.of(one.replace("[2]", "[-2]") + "}", 8, "not a list of sizes"),
            List.of(one.replace("[0,8]", "[8,16]") + "}", 16, "a hole or an overlap"),
            List.of("[1,2]", 0, "not a JSON object"))) {
      Path file = withHeader((String) wrong.get(0), (int) wrong.get(1));
      ModelFormatException e =
          assertThrows(ModelFormatException.class, () -> SafeTensors.read(file));
      assertTrue(e.getMessage().contains((String) wrong.get(2)), e.getMessage());
      assertTrue(e.getMessage().contains("h.safetensors"), e.getMessage());
    }
  }

  @Test
  void aHugeHeaderIsRefusedUnread() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
    Path file = Files.write(dir.resolve("x.safetensors"), b.array());
    assertThrows(ModelFormatException.class, () -> SafeTensors.read(file));
  }

  /** Damaged files are read or refused; nothing else may happen. */
  @Test
  void damage() throws IOException {
    Path file = dir.resolve("a.safetensors");
    sample().write(file);
    byte[] good = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int trial = 0; trial < 3000; trial++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        byte value =
            random.nextBoolean() ? (byte) ('0' + random.nextInt(10)) : (byte) random.nextInt();
        bad[random.nextInt(bad.length)] = value;
      }
      if (random.nextInt(4) == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length + 20));
      }
      Files.write(file, bad);
      try {
        SafeTensors.read(file);
      } catch (ModelFormatException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "only " + refused + " refused");
  }
}
