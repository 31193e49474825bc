package dev.lodestar.run.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structs in Thrift's compact protocol, in which Parquet keeps its headers. */
final class CompactThrift {
  static final int I32 = 5;
  static final int BINARY = 8;
  static final int STRUCT = 12;
  private static final int I64 = 6;
  private static final int LIST = 9;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> fields = new ArrayDeque<>();
  private int field = 0;

  byte[] bytes() {
    return out.toByteArray();
  }

  CompactThrift i32(int id, int value) {
    header(id, I32);
    return varint(zigzag(value));
  }

  CompactThrift i64(int id, long value) {
    header(id, I64);
    return varint(zigzag(value));
  }

  CompactThrift text(int id, String value) {
    header(id, BINARY);
    return element(value);
  }

  /** Begins a list; its elements follow by {@link #element} or {@link #open}. */
  CompactThrift list(int id, int type, int size) {
    header(id, LIST);
    if (size < 15) {
      out.write(size << 4 | type);
      return this;
    }
    out.write(0xF0 | type);
    return varint(size);
  }

  CompactThrift element(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  CompactThrift element(int value) {
    return varint(zigzag(value));
  }

  /** Begins a struct in a field. */
  CompactThrift open(int id) {
    header(id, STRUCT);
    return open();
  }

  /** Begins a struct in a list. */
  CompactThrift open() {
    fields.push(field);
    field = 0;
    return this;
  }

  /** Ends a struct, the outermost included. */
  CompactThrift close() {
    out.write(0);
    field = fields.isEmpty() ? 0 : fields.pop();
    return this;
  }

  private void header(int id, int type) {
    out.write(id - field << 4 | type); // ids rise by less than 16 in all of Parquet's headers
    field = id;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private CompactThrift varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }
}
