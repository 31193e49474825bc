package dev.lodestar.onnx.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fields of one protobuf message, one after the other. Every length is checked against what is
 * left before anything is read, and messages nest to a bounded depth.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  /** Messages inside messages; graphs inside attributes inside nodes use three a level. */
  private static final int DEEPEST = 64;

  /** Messages and texts of one file: each becomes an object, however few its bytes. */
  private static final int MOST = 4_000_000;

  private final ByteBuffer data;
  private final int depth;
  private final AtomicInteger left;
  private int type;

  WireReader(ByteBuffer data) {
    this(data, 0, new AtomicInteger(MOST));
  }

  private WireReader(ByteBuffer data, int depth, AtomicInteger left) {
    if (depth > DEEPEST) {
      throw new InvalidModelException("it nests messages deeper than " + DEEPEST + " levels");
    }
    this.data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.depth = depth;
    this.left = left;
  }

  /** The number of the next field, whose value must be read or skipped then; 0 at the end. */
  int next() {
    if (!data.hasRemaining()) {
      return 0;
    }
    long tag = readVarint();
    type = (int) (tag & 7);
    long field = tag >>> 3;
    if (field < 1 || field > 536_870_911L) {
      throw new InvalidModelException("it has a field of number " + field);
    }
    return (int) field;
  }

  /** A number. */
  long number() {
    require(VARINT);
    return readVarint();
  }

  /** A single-precision number. */
  float real() {
    require(FIXED32);
    requireLeft(4);
    return data.getFloat();
  }

  /** A view of bytes, not copied. */
  ByteBuffer bytes() {
    require(LENGTH);
    long length = readVarint();
    requireLeft(length);
    ByteBuffer out = data.slice(data.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    data.position(data.position() + (int) length);
    return out;
  }

  String text() {
    count();
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  WireReader message() {
    count();
    return new WireReader(bytes(), depth + 1, left);
  }

  private void count() {
    if (left.decrementAndGet() < 0) {
      throw new InvalidModelException("it has more than " + MOST + " parts");
    }
  }

  /** Adds the numbers of a repeated field, packed or not, to those there are. */
  void numbers(List<Long> into, int most) {
    if (type == VARINT) {
      into.add(readVarint());
    } else {
      WireReader packed = new WireReader(bytes(), depth + 1, left);
      while (packed.data.hasRemaining() && into.size() <= most) {
        into.add(packed.readVarint());
      }
    }
    if (into.size() > most) {
      throw new InvalidModelException("it has a shape of more than " + most + " sizes");
    }
  }

  void skip() {
    switch (type) {
      case VARINT -> readVarint();
      case FIXED64 -> jump(8);
      case LENGTH -> jump(readVarint());
      case FIXED32 -> jump(4);
      default -> throw new InvalidModelException("it has a field of wire type " + type);
    }
  }

  private void jump(long bytes) {
    requireLeft(bytes);
    data.position(data.position() + (int) bytes);
  }

  private void require(int wanted) {
    if (type != wanted) {
      throw new InvalidModelException(
          "it has a field of wire type " + type + " where " + wanted + " belongs");
    }
  }

  private void requireLeft(long bytes) {
    if (bytes < 0 || bytes > data.remaining()) {
      throw new InvalidModelException("it ends early; it may still be being copied");
    }
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      requireLeft(1);
      byte b = data.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new InvalidModelException("it has a number of more than 64 bits");
  }
}
