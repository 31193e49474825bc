package dev.lodestar.onnx.proto;

import java.util.Map;

/** Pairs of texts ({@code StringStringEntryProto}). */
final class Entries {
  private Entries() {}

  static void read(WireReader in, Map<String, String> into) {
    String key = "";
    String value = "";
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> key = in.text();
        case 2 -> value = in.text();
        default -> in.skip();
      }
    }
    into.put(key, value);
  }
}
