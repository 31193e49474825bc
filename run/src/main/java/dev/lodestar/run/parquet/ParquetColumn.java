package dev.lodestar.run.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One column: its type, which rows have a value, and the values in Parquet's plain encoding.
 *
 * @param name its name
 * @param type Parquet's number of the physical type
 * @param text whether bytes are UTF-8
 * @param present whether a row has a value, one a row
 * @param values the values there are, one after another
 */
public record ParquetColumn(String name, int type, boolean text, boolean[] present, byte[] values) {
  private static final int BOOLEAN = 0;
  private static final int INT64 = 2;
  private static final int DOUBLE = 5;
  private static final int BYTE_ARRAY = 6;

  public ParquetColumn {
    Objects.requireNonNull(name, "name");
  }

  /** Numbers; NaN is no value. */
  public static ParquetColumn numbers(String name, double[] numbers) {
    boolean[] present = new boolean[numbers.length];
    ByteBuffer out = little(Double.BYTES * numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      present[i] = !Double.isNaN(numbers[i]);
      if (present[i]) {
        out.putDouble(numbers[i]);
      }
    }
    return new ParquetColumn(name, DOUBLE, false, present, written(out));
  }

  /** Whole numbers. */
  public static ParquetColumn whole(String name, long[] numbers) {
    ByteBuffer out = little(Long.BYTES * numbers.length);
    for (long number : numbers) {
      out.putLong(number);
    }
    return new ParquetColumn(name, INT64, false, all(numbers.length), written(out));
  }

  /** Truth values, eight a byte. */
  public static ParquetColumn flags(String name, List<Boolean> flags) {
    byte[] out = new byte[(flags.size() + 7) / 8];
    for (int i = 0; i < flags.size(); i++) {
      out[i / 8] |= (byte) (flags.get(i) ? 1 << i % 8 : 0);
    }
    return new ParquetColumn(name, BOOLEAN, false, all(flags.size()), out);
  }

  /** Texts. */
  public static ParquetColumn texts(String name, List<String> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(little(Integer.BYTES).putInt(utf8.length).array());
      out.writeBytes(utf8);
    }
    return new ParquetColumn(name, BYTE_ARRAY, true, all(texts.size()), out.toByteArray());
  }

  int rows() {
    return present.length;
  }

  /** Whether no row lacks a value: then nothing is said of it row by row. */
  boolean required() {
    return IntStream.range(0, present.length).allMatch(i -> present[i]);
  }

  ParquetColumn named(String other) {
    return new ParquetColumn(other, type, text, present, values);
  }

  private static boolean[] all(int rows) {
    boolean[] out = new boolean[rows];
    Arrays.fill(out, true);
    return out;
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] written(ByteBuffer buffer) {
    byte[] out = new byte[buffer.position()];
    buffer.flip().get(out);
    return out;
  }
}
