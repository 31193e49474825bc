package dev.lodestar.run.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a table as one Parquet file: one row group, one uncompressed page a column, plain
 * encoding. Source: the Apache Parquet format, version 1 pages, {@code parquet.thrift}.
 */
public final class ParquetTable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int UNCOMPRESSED = 0;
  private static final int UTF8 = 0;
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int DATA_PAGE = 0;

  private ParquetTable() {}

  /** Where a column lies. */
  private record Chunk(ParquetColumn column, long offset, int size) {}

  /**
   * Writes the columns; of those of one name the later ones get a number.
   *
   * @throws IllegalArgumentException where they differ in their rows
   */
  public static void write(OutputStream out, List<ParquetColumn> columns) throws IOException {
    int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
    List<Chunk> chunks = new ArrayList<>();
    long at = MAGIC.length;
    out.write(MAGIC);
    for (ParquetColumn column : distinct(columns)) {
      if (column.rows() != rows) {
        throw new IllegalArgumentException(
            "column '" + column.name() + "' has " + column.rows() + " rows, others have " + rows);
      }
      byte[] page = page(column);
      out.write(page);
      chunks.add(new Chunk(column, at, page.length));
      at += page.length;
    }
    byte[] footer = footer(chunks, rows, at - MAGIC.length);
    out.write(footer);
    out.write(ParquetColumn.little(Integer.BYTES).putInt(footer.length).array());
    out.write(MAGIC);
  }

  private static List<ParquetColumn> distinct(List<ParquetColumn> columns) {
    Set<String> taken = new HashSet<>();
    List<ParquetColumn> out = new ArrayList<>();
    for (ParquetColumn column : columns) {
      String name = column.name();
      for (int n = 2; !taken.add(name); n++) {
        name = column.name() + " " + n;
      }
      out.add(column.named(name));
    }
    return out;
  }

  private static byte[] page(ParquetColumn column) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    if (!column.required()) {
      byte[] levels = levels(column.present());
      data.writeBytes(ParquetColumn.little(Integer.BYTES).putInt(levels.length).array());
      data.writeBytes(levels);
    }
    data.writeBytes(column.values());
    CompactThrift header =
        new CompactThrift().i32(1, DATA_PAGE).i32(2, data.size()).i32(3, data.size());
    header.open(5).i32(1, column.rows()).i32(2, PLAIN).i32(3, RLE).i32(4, RLE).close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.close().bytes());
    out.writeBytes(data.toByteArray());
    return out.toByteArray();
  }

  /** Which rows have a value, as one run of packed bits. */
  private static byte[] levels(boolean[] present) {
    int bytes = (present.length + 7) / 8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long rest = (long) bytes << 1 | 1; ; rest >>>= 7) {
      out.write((int) (rest & 0x7F | (rest > 0x7F ? 0x80 : 0)));
      if (rest <= 0x7F) {
        break;
      }
    }
    byte[] bits = new byte[bytes];
    for (int i = 0; i < present.length; i++) {
      bits[i / 8] |= (byte) (present[i] ? 1 << i % 8 : 0);
    }
    out.writeBytes(bits);
    return out.toByteArray();
  }

  private static byte[] footer(List<Chunk> chunks, int rows, long bytes) {
    CompactThrift out = new CompactThrift().i32(1, 1);
    out.list(2, CompactThrift.STRUCT, chunks.size() + 1);
    out.open().text(4, "designs").i32(5, chunks.size()).close();
    for (Chunk chunk : chunks) {
      ParquetColumn c = chunk.column();
      out.open().i32(1, c.type()).i32(3, c.required() ? REQUIRED : OPTIONAL).text(4, c.name());
      if (c.text()) {
        out.i32(6, UTF8);
      }
      out.close();
    }
    out.i64(3, rows);
    out.list(4, CompactThrift.STRUCT, 1).open();
    out.list(1, CompactThrift.STRUCT, chunks.size());
    for (Chunk chunk : chunks) {
      out.open().i64(2, chunk.offset()).open(3).i32(1, chunk.column().type());
      out.list(2, CompactThrift.I32, 2).element(PLAIN).element(RLE);
      out.list(3, CompactThrift.BINARY, 1).element(chunk.column().name());
      out.i32(4, UNCOMPRESSED).i64(5, rows).i64(6, chunk.size()).i64(7, chunk.size());
      out.i64(9, chunk.offset()).close().close();
    }
    out.i64(2, bytes).i64(3, rows).close();
    return out.text(6, "Lodestar").close().bytes();
  }
}
