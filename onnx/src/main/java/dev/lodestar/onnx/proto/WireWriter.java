package dev.lodestar.onnx.proto;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A protobuf message under construction; large payloads are referred to, not copied. */
final class WireWriter {
  private final List<ByteBuffer> parts = new ArrayList<>();
  private ByteBuffer open = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
  private long size;

  /** A number; written even where it is 0. */
  WireWriter number(int field, long value) {
    tag(field, 0);
    varint(value);
    return this;
  }

  WireWriter real(int field, float value) {
    tag(field, 5);
    room(4);
    open.putFloat(value);
    size += 4;
    return this;
  }

  WireWriter text(int field, String value) {
    return bytes(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  WireWriter bytes(int field, ByteBuffer value) {
    tag(field, 2);
    varint(value.remaining());
    append(value);
    return this;
  }

  WireWriter message(int field, Consumer<WireWriter> write) {
    WireWriter inner = new WireWriter();
    write.accept(inner);
    inner.flush();
    tag(field, 2);
    varint(inner.size);
    inner.parts.forEach(this::append);
    return this;
  }

  /** Numbers as one packed field; nothing where there are none. */
  WireWriter numbers(int field, long[] values) {
    if (values.length > 0) {
      WireWriter inner = new WireWriter();
      for (long v : values) {
        inner.varint(v);
      }
      inner.flush();
      tag(field, 2);
      varint(inner.size);
      inner.parts.forEach(this::append);
    }
    return this;
  }

  void writeTo(OutputStream out) {
    flush();
    byte[] buffer = new byte[1 << 16];
    try {
      for (ByteBuffer part : parts) {
        ByteBuffer left = part.duplicate();
        while (left.hasRemaining()) {
          int n = Math.min(buffer.length, left.remaining());
          left.get(buffer, 0, n);
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(ByteBuffer value) {
    flush();
    parts.add(value.duplicate());
    size += value.remaining();
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    room(10);
    long left = value;
    for (; (left & ~0x7fL) != 0; left >>>= 7, size++) {
      open.put((byte) (left & 0x7f | 0x80));
    }
    open.put((byte) left);
    size++;
  }

  private void room(int bytes) {
    if (open.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    if (open.position() > 0) {
      parts.add(open.flip());
      open = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
