package dev.lodestar.onnx.manifest;

import dev.lodestar.core.text.Suggest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a {@link Manifest}; the first fault found is said with its line. */
final class ManifestReader {
  private static final long MAX_BYTES = 16L << 20;
  private static final List<String> KEYS = List.of("kind", "model", "input", "output", "sha256");
  private static final String NAME = "[\\p{Alnum}_.][\\p{Alnum}_. +-]*";

  private final Path file;

  ManifestReader(Path file) {
    this.file = file;
  }

  Manifest read() {
    TomlParseResult toml = parse();
    if (toml.hasErrors()) {
      throw fault(
          toml.errors().get(0).position(),
          "this is not TOML: " + toml.errors().get(0).getMessage());
    }
    String text = text(toml, "kind", "one of " + String.join(", ", Kind.texts()));
    Kind kind =
        Stream.of(Kind.values())
            .filter(k -> k.text().equals(text))
            .findFirst()
            .orElseThrow(() -> unknown(toml, "kind", "kind", text, Kind.texts()));
    List<String> known = Stream.concat(KEYS.stream(), kind.settings().stream()).toList();
    for (String key : toml.keySet()) {
      if (!known.contains(key)) {
        throw unknown(toml, key, "key of a " + kind.text(), key, known);
      }
    }
    String model = text(toml, "model", "the name of the ONNX file beside this one");
    if (!model.matches(NAME)) {
      throw fault(
          toml.inputPositionOf("model"),
          "model = \"" + model + "\" is not the plain name of a file beside the manifest.");
    }
    return new Manifest(
        file,
        kind,
        model,
        ports(toml, "input", kind.inputs()),
        ports(toml, "output", kind.outputs()),
        digests(toml),
        settings(toml, kind));
  }

  private TomlParseResult parse() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidModelException(
            file + " is larger than 16 MiB; manifests are a few kilobytes.");
      }
      return Toml.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidModelException(
          file
              + " does not exist; a network is described by a "
              + Manifest.FILE
              + " beside its ONNX file (docs/bring-your-own-model.md).");
    } catch (IOException e) {
      throw new InvalidModelException(file + " cannot be read: " + e.getMessage() + ".", e);
    } catch (StackOverflowError e) {
      throw new InvalidModelException(file + " is nested too deeply.");
    }
  }

  private SortedMap<String, Port> ports(TomlTable toml, String side, List<Role> roles) {
    SortedMap<String, Port> out = new TreeMap<>();
    TomlTable table = toml.isTable(side) ? toml.getTable(side) : Toml.parse("");
    List<String> names = roles.stream().map(Role::name).toList();
    for (String name : table.keySet()) {
      if (!names.contains(name)) {
        throw unknown(table, name, side, name, names);
      }
    }
    for (Role role : roles) {
      if (table.isTable(role.name())) {
        out.put(role.name(), port(table.getTable(role.name()), side, role));
      } else if (role.required() || table.contains(role.name())) {
        throw fault(
            null,
            "the table ["
                + side
                + "."
                + role.name()
                + "] is missing ("
                + role.describe()
                + "); it needs name, type and shape.");
      }
    }
    return out;
  }

  private Port port(TomlTable table, String side, Role role) {
    List<String> keys = List.of("name", "type", "shape");
    for (String key : table.keySet()) {
      if (!keys.contains(key)) {
        throw unknown(table, key, "key of [" + side + "." + role.name() + "]", key, keys);
      }
    }
    String name = text(table, "name", "the name that the graph gives it");
    List<String> allowed = role.types().stream().map(ElementType::text).toList();
    String type = text(table, "type", "one of " + String.join(", ", allowed));
    if (!allowed.contains(type)) {
      throw fault(
          table.inputPositionOf("type"),
          "type = \""
              + type
              + "\" is not supported for "
              + side
              + " '"
              + role.name()
              + "'"
              + Suggest.didYouMean(type, allowed)
              + " It takes "
              + String.join(", ", allowed)
              + "; export the network in single precision.");
    }
    return new Port(
        name, ElementType.valueOf(type.toUpperCase(java.util.Locale.ROOT)), shape(table, role));
  }

  private List<Size> shape(TomlTable table, Role role) {
    if (!table.isArray("shape")) {
      throw fault(
          table.inputPositionOf("shape"),
          "shape is a list of sizes, a name for those that vary, as in [\"batch\", 50]: "
              + role.describe()
              + ".");
    }
    TomlArray array = table.getArray("shape");
    List<Size> out = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Object size = array.get(i);
      if (size instanceof Long n && n > 0) {
        out.add(Size.of(n));
      } else if (size instanceof String s && !s.isBlank()) {
        out.add(Size.of(s));
      } else {
        throw fault(
            array.inputPositionOf(i),
            "a size is a positive whole number or a name, not " + size + ".");
      }
    }
    return out;
  }

  private SortedMap<String, String> digests(TomlTable toml) {
    SortedMap<String, String> out = new TreeMap<>();
    if (!toml.contains("sha256")) {
      return out;
    }
    if (!toml.isTable("sha256")) {
      throw fault(
          toml.inputPositionOf("sha256"),
          "sha256 is a table from file to digest: below [sha256], \"model.onnx\" = \"...\".");
    }
    TomlTable table = toml.getTable("sha256");
    for (String name : table.keySet()) {
      Object digest = table.get(List.of(name));
      if (!(digest instanceof String s) || !s.matches("[0-9a-f]{64}")) {
        throw fault(
            table.inputPositionOf(List.of(name)),
            "the digest of '" + name + "' is 64 digits of 0-9 and a-f, not '" + digest + "'.");
      }
      out.put(name, s);
    }
    return out;
  }

  private Map<String, Object> settings(TomlTable toml, Kind kind) {
    return new ManifestSettings(toml, kind, this::fault).read();
  }

  private String text(TomlTable table, String key, String allowed) {
    if (table.get(List.of(key)) instanceof String s && !s.isBlank()) {
      return s;
    }
    throw fault(
        table.inputPositionOf(List.of(key)), "'" + key + "' must be given: " + allowed + ".");
  }

  private InvalidModelException unknown(
      TomlTable table, String key, String what, String given, List<String> names) {
    String hint = Suggest.didYouMean(given, names);
    return fault(
        table.inputPositionOf(List.of(key)),
        "there is no "
            + what
            + " '"
            + given
            + "'"
            + (hint.isEmpty() ? "." : hint)
            + " There are "
            + String.join(", ", names)
            + ".");
  }

  private InvalidModelException fault(TomlPosition position, String sentence) {
    String line = position == null ? "" : ", line " + position.line();
    return new InvalidModelException(file + line + ": " + sentence);
  }
}
