package dev.lodestar.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file: every array lies inside the file, they cover its data
 * without holes or overlap, and each has the bytes that its shape and type need.
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {
  /** The format's own limit. */
  static final long MAX_HEADER = 100_000_000;

  /** An array's place, in bytes from the start of the data. */
  record Entry(String name, DType type, long[] shape, long begin, long end) {}

  static SafeTensorsHeader read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw new ModelFormatException(file, "is too short to be a safetensors file");
    }
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    SafeTensors.readFully(channel, head, 0, file);
    long length = head.getLong(0);
    if (length < 2 || length > Math.min(MAX_HEADER, size - 8)) {
      throw new ModelFormatException(
          file,
          "is not a safetensors file, or was cut short: its header claims "
              + Long.toUnsignedString(length)
              + " bytes, and 2 to "
              + Math.min(MAX_HEADER, size - 8)
              + " are possible");
    }
    ByteBuffer text = ByteBuffer.allocate((int) length);
    SafeTensors.readFully(channel, text, 8, file);
    return parse(file, text.array(), size - 8 - length);
  }

  private static SafeTensorsHeader parse(Path file, byte[] text, long dataBytes)
      throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    JsonNode root;
    try {
      root = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          file, "has a header that is not valid JSON: " + e.getOriginalMessage());
    }
    if (root == null || !root.isObject()) {
      throw new ModelFormatException(file, "has a header that is not a JSON object");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(SafeTensors.METADATA)) {
        if (!field.getValue().isObject()) {
          throw new ModelFormatException(file, "has metadata that is not an object");
        }
        for (Map.Entry<String, JsonNode> note : field.getValue().properties()) {
          if (!note.getValue().isTextual()) {
            throw new ModelFormatException(
                file, "has metadata '" + note.getKey() + "' that is not text");
          }
          metadata.put(note.getKey(), note.getValue().textValue());
        }
      } else {
        entries.add(entry(file, field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long at = 0;
    for (Entry e : entries) {
      if (e.begin() != at) {
        throw new ModelFormatException(
            file, "has a hole or an overlap before tensor '" + e.name() + "'");
      }
      at = e.end();
    }
    if (at != dataBytes) {
      throw new ModelFormatException(
          file, "holds %d bytes of data where its header describes %d".formatted(dataBytes, at));
    }
    return new SafeTensorsHeader(List.copyOf(entries), metadata, 8L + text.length);
  }

  private static Entry entry(Path file, String name, JsonNode node) throws IOException {
    DType type;
    try {
      type = DType.valueOf(node.path("dtype").asText());
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          file,
          "holds tensor '%s' of unknown type %s; known are %s"
              .formatted(name, node.path("dtype"), List.of(DType.values())));
    }
    long[] shape = longs(file, name, "shape", node);
    long[] offsets = longs(file, name, "data_offsets", node);
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new ModelFormatException(file, "gives tensor '" + name + "' no valid data_offsets");
    }
    long bytes;
    try {
      bytes = Math.multiplyExact(StoredTensor.count(shape), (long) type.bytes());
    } catch (ArithmeticException e) {
      throw new ModelFormatException(file, "gives tensor '" + name + "' an impossible shape");
    }
    if (bytes != offsets[1] - offsets[0]) {
      throw new ModelFormatException(
          file,
          "gives tensor '%s' %d bytes where its shape needs %d"
              .formatted(name, offsets[1] - offsets[0], bytes));
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new ModelFormatException(
          file, "holds tensor '" + name + "' of more than 2 GiB, which is not supported");
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static long[] longs(Path file, String name, String key, JsonNode node)
      throws IOException {
    JsonNode array = node.path(key);
    boolean valid = array.isArray();
    for (JsonNode n : array) {
      valid &= n.isIntegralNumber() && n.canConvertToLong() && n.longValue() >= 0;
    }
    if (!valid) {
      throw new ModelFormatException(
          file, "gives tensor '%s' a %s that is not a list of sizes".formatted(name, key));
    }
    long[] out = new long[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = array.get(i).longValue();
    }
    return out;
  }
}
