package dev.lodestar.run.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files are read back by a reader of their own, after the format's description. */
class ParquetTableTest {
  private static ByteBuffer write(List<ParquetColumn> columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetTable.write(out, columns);
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void everyColumnComesBack() throws IOException {
    double[] numbers =
        IntStream.range(0, 21).mapToDouble(i -> i % 5 == 2 ? Double.NaN : i / 3.0).toArray();
    long[] whole = IntStream.range(0, 21).mapToLong(i -> i - 3L * Integer.MAX_VALUE).toArray();
    List<String> texts = IntStream.range(0, 21).mapToObj(i -> "é".repeat(i)).toList();
    List<Boolean> flags = IntStream.range(0, 21).mapToObj(i -> i % 3 == 0).toList();
    ByteBuffer file =
        write(
            List.of(
                ParquetColumn.whole("id", whole),
                ParquetColumn.texts("design", texts),
                ParquetColumn.numbers("score", numbers),
                ParquetColumn.flags("feasible", flags)));
    Map<Integer, Object> footer = footer(file);

    assertEquals(21L, footer.get(3));
    List<?> schema = (List<?>) footer.get(2);
    assertEquals(
        List.of("designs", "id", "design", "score", "feasible"),
        schema.stream().map(s -> ((Map<?, ?>) s).get(4)).toList());
    assertEquals(
        List.of(2L, 6L, 5L, 0L), schema.stream().skip(1).map(s -> ((Map<?, ?>) s).get(1)).toList());
    assertEquals(1L, ((Map<?, ?>) schema.get(3)).get(3), "a column with gaps is optional");
    ByteBuffer ids = page(file, footer, 0);
    ByteBuffer names = page(file, footer, 1);
    ByteBuffer scores = page(file, footer, 2);
    ByteBuffer bits = page(file, footer, 3);
    assertEquals(4, scores.getInt(), "bytes of levels");
    assertEquals(3 << 1 | 1, scores.get(), "three groups of eight packed bits");
    byte[] levels = new byte[3];
    scores.get(levels);
    for (int i = 0; i < 21; i++) {
      assertEquals(whole[i], ids.getLong());
      byte[] utf8 = new byte[names.getInt()];
      names.get(utf8);
      assertEquals(texts.get(i), new String(utf8, StandardCharsets.UTF_8));
      boolean there = (levels[i / 8] >> i % 8 & 1) == 1;
      assertEquals(!Double.isNaN(numbers[i]), there);
      if (there) {
        assertEquals(numbers[i], scores.getDouble());
      }
      assertEquals(flags.get(i), (bits.get(bits.position() + i / 8) >> i % 8 & 1) == 1);
    }
    assertEquals(0, ids.remaining() + names.remaining() + scores.remaining());
  }

  @Test
  void columnsOfOneNameAreTold() throws IOException {
    ParquetColumn gc = ParquetColumn.numbers("gc", new double[] {1});
    List<?> schema = (List<?>) footer(write(List.of(gc, gc, gc))).get(2);
    assertEquals(
        List.of("gc", "gc 2", "gc 3"),
        schema.stream().skip(1).map(s -> ((Map<?, ?>) s).get(4)).toList());
  }

  @Test
  void manyColumnsHaveALongList() throws IOException {
    List<ParquetColumn> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(ParquetColumn.numbers("c" + i, new double[] {i}));
    }
    assertEquals(41, ((List<?>) footer(write(all)).get(2)).size());
  }

  @Test
  void columnsOfDifferentLengthsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            write(
                List.of(
                    ParquetColumn.numbers("a", new double[] {1}),
                    ParquetColumn.numbers("b", new double[] {1, 2}))));
  }

  private static Map<Integer, Object> footer(ByteBuffer file) {
    assertEquals("PAR1", text(file, 0, 4));
    assertEquals("PAR1", text(file, file.limit() - 4, 4));
    int length = file.getInt(file.limit() - 8);
    return struct(
        file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(file.limit() - 8 - length));
  }

  /** The bytes of a column's page behind its header. */
  private static ByteBuffer page(ByteBuffer file, Map<Integer, Object> footer, int column) {
    Map<?, ?> group = (Map<?, ?>) ((List<?>) footer.get(4)).get(0);
    Map<?, ?> chunk = (Map<?, ?>) ((Map<?, ?>) ((List<?>) group.get(1)).get(column)).get(3);
    ByteBuffer at =
        file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position((int) (long) chunk.get(9));
    int begin = at.position();
    Map<Integer, Object> header = struct(at);
    int size = (int) (long) header.get(3);
    assertEquals((long) chunk.get(7), at.position() - begin + size);
    assertEquals(21L, ((Map<?, ?>) header.get(5)).get(1));
    return at.limit(at.position() + size).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer file, int at, int length) {
    return new String(Arrays.copyOfRange(file.array(), at, at + length), StandardCharsets.US_ASCII);
  }

  /** Thrift's compact protocol, as far as it occurs. */
  private static Map<Integer, Object> struct(ByteBuffer in) {
    Map<Integer, Object> out = new TreeMap<>();
    int id = 0;
    for (int header = in.get() & 0xFF; header != 0; header = in.get() & 0xFF) {
      id += header >> 4;
      out.put(id, value(in, header & 15));
    }
    return out;
  }

  private static Object value(ByteBuffer in, int type) {
    switch (type) {
      case 5, 6:
        long zigzag = varint(in);
        return zigzag >>> 1 ^ -(zigzag & 1);
      case 8:
        byte[] utf8 = new byte[(int) varint(in)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
      case 9:
        int header = in.get() & 0xFF;
        long size = header >> 4 == 15 ? varint(in) : header >> 4;
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          out.add(value(in, header & 15));
        }
        return out;
      case 12:
        return struct(in);
      default:
        throw new AssertionError("type " + type);
    }
  }

  private static long varint(ByteBuffer in) {
    long out = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      out |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return out;
      }
    }
  }
}
