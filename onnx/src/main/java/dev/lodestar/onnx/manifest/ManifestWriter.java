package dev.lodestar.onnx.manifest;

import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** A manifest as TOML that {@link Manifest#read} reads back. */
public final class ManifestWriter {
  private ManifestWriter() {}

  public static String toml(Manifest manifest) {
    StringBuilder out = new StringBuilder();
    out.append("kind = ").append(text(manifest.kind().text())).append('\n');
    out.append("model = ").append(text(manifest.model())).append('\n');
    new TreeMap<>(manifest.settings())
        .forEach((key, value) -> out.append(key).append(" = ").append(value(value)).append('\n'));
    ports(out, "input", manifest.inputs());
    ports(out, "output", manifest.outputs());
    if (!manifest.digests().isEmpty()) {
      out.append("\n[sha256]\n");
      manifest
          .digests()
          .forEach((k, v) -> out.append(text(k)).append(" = ").append(text(v)).append('\n'));
    }
    return out.toString();
  }

  private static void ports(StringBuilder out, String side, SortedMap<String, Port> ports) {
    ports.forEach(
        (role, port) ->
            out.append("\n[" + side + "." + role + "]\nname = ")
                .append(text(port.name()))
                .append("\ntype = ")
                .append(text(port.type().text()))
                .append("\nshape = ")
                .append(
                    port.shape().stream()
                        .map(s -> s instanceof Size.Named n ? text(n.name()) : s.toString())
                        .collect(Collectors.joining(", ", "[", "]")))
                .append('\n'));
  }

  private static String value(Object value) {
    if (value instanceof String s) {
      return text(s);
    }
    if (value instanceof List<?> list) {
      if (list.stream()
          .allMatch(x -> x instanceof String s && s.codePointCount(0, s.length()) == 1)) {
        return text(String.join("", list.stream().map(String.class::cast).toList()));
      }
      return list.stream().map(ManifestWriter::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map)
          .entrySet().stream()
              .map(e -> e.getKey() + " = " + value(e.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return String.valueOf(value);
  }

  private static String text(String value) {
    return "\"" + Toml.tomlEscape(value) + "\"";
  }
}
