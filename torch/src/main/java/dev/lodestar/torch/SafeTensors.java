package dev.lodestar.torch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of a safetensors file: named arrays and text about them. Data only, never code.
 *
 * <p>Layout: 8 bytes header length, a JSON header, then the arrays back to back.
 *
 * @param tensors arrays by name, in the order of the file
 * @param metadata the header's {@code __metadata__}
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record SafeTensors(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  public SafeTensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * The array of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public StoredTensor get(String name) {
    StoredTensor t = tensors.get(name);
    if (t == null) {
      throw new IllegalArgumentException(
          "No tensor '" + name + "'; there are " + String.join(", ", tensors.keySet()) + ".");
    }
    return t;
  }

  /**
   * Reads a whole file; its header is checked against the file's size before anything is allocated.
   *
   * @throws ModelFormatException if the file is not valid, in a sentence that names it
   * @throws IOException if it cannot be read
   */
  public static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafeTensorsHeader header = SafeTensorsHeader.read(file, channel);
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      for (SafeTensorsHeader.Entry e : header.entries()) {
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(e.end() - e.begin()));
        readFully(channel, data, header.dataStart() + e.begin(), file);
        tensors.put(e.name(), new StoredTensor(e.type(), e.shape(), data.flip()));
      }
      return new SafeTensors(tensors, header.metadata());
    }
  }

  /**
   * Writes the file whole or not at all: to a temporary neighbour, forced to disk, then renamed.
   */
  public void write(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode header = json.createObjectNode();
    ObjectNode notes = header.putObject(METADATA);
    metadata.forEach(notes::put);
    long offset = 0;
    for (Map.Entry<String, StoredTensor> e : tensors.entrySet()) {
      StoredTensor t = e.getValue();
      ObjectNode entry = header.putObject(e.getKey()).put("dtype", t.type().name());
      ArrayNode shape = entry.putArray("shape");
      for (long d : t.shape()) {
        shape.add(d);
      }
      long end = offset + t.bytes().remaining();
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = json.writeValueAsBytes(header);
    // Arrays start at a multiple of 8, so that readers may map them; blanks are valid JSON.
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(text);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }

    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    // not Files.createTempFile, whose files no one else may read
    Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(out, head.flip());
        for (StoredTensor t : tensors.values()) {
          writeFully(out, t.bytes().duplicate());
        }
        out.force(true);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static void readFully(FileChannel channel, ByteBuffer into, long position, Path file)
      throws IOException {
    while (into.hasRemaining()) {
      int n = channel.read(into, position + into.position());
      if (n < 0) {
        throw new ModelFormatException(file, "ends early; it may still be being copied");
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }
}
