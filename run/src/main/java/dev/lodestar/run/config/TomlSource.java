package dev.lodestar.run.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML files and {@code --set} options into trees of {@link Node}s. */
final class TomlSource {
  private static final long MAX_BYTES = 1 << 20;

  private TomlSource() {}

  /**
   * A file's tree.
   *
   * @throws ConfigException where it is missing, too large, not text, or not TOML
   */
  static Node.Table file(Path file) {
    Where where = Where.of(file.toString());
    if (Files.isDirectory(file)) {
      throw new ConfigException(
          where, "this is a directory; name a configuration file, such as examples/utr5.toml.");
    }
    if (!Files.exists(file)) {
      throw new ConfigException(where, "there is no such file.");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            where, "the file is larger than 1 MiB; configurations are a few kilobytes.");
      }
      return text(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ConfigException(where, "the file is not UTF-8 text.");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The tree of a text; {@code source} is its name in messages. */
  static Node.Table text(String source, String toml) {
    try {
      return parsed(source, toml);
    } catch (StackOverflowError e) {
      throw new ConfigException(Where.of(source), "its lists or tables are nested too deeply.");
    }
  }

  private static Node.Table parsed(String source, String toml) {
    TomlParseResult result = Toml.parse(toml);
    if (result.hasErrors()) {
      List<Problem> problems = new ArrayList<>();
      for (TomlParseError e : result.errors()) {
        problems.add(new Problem(at(source, e.position()), "this is not TOML: " + cause(e) + "."));
      }
      throw new ConfigException(problems);
    }
    return table(source, result, new Where(source, 1, 1));
  }

  /** The tree of one {@code key=value} option; a value that is not TOML is taken as text. */
  static Node.Table option(String keyAndValue) {
    Where where = Where.of("--set " + keyAndValue);
    int equals = keyAndValue.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(where, "write --set key=value, as in --set decoder.width=20.");
    }
    String key = keyAndValue.substring(0, equals).strip();
    String value = keyAndValue.substring(equals + 1).strip();
    TomlParseResult result = Toml.parse(key + " = " + value);
    if (result.hasErrors()) {
      result = Toml.parse(key + " = \"" + Toml.tomlEscape(value) + "\"");
    }
    if (result.hasErrors()) {
      throw new ConfigException(
          where, "'" + key + "' is not a key; write it with dots, as in decoder.width.");
    }
    return (Node.Table) relocated(table("", result, where), where);
  }

  private static Node relocated(Node node, Where where) {
    if (node instanceof Node.Table t) {
      Map<String, Node> entries = new LinkedHashMap<>();
      t.entries().forEach((key, child) -> entries.put(key, relocated(child, where)));
      return new Node.Table(entries, where);
    }
    if (node instanceof Node.Items items) {
      return new Node.Items(
          items.items().stream().map(item -> relocated(item, where)).toList(), where);
    }
    return new Node.Leaf(node.plain(), where);
  }

  private static Node.Table table(String source, TomlTable table, Where where) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      entries.put(key, node(source, table.get(path), at(source, table.inputPositionOf(path))));
    }
    return new Node.Table(entries, where);
  }

  private static Node node(String source, Object value, Where where) {
    if (value instanceof TomlTable t) {
      return table(source, t, where);
    }
    if (value instanceof TomlArray a) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < a.size(); i++) {
        items.add(node(source, a.get(i), at(source, a.inputPositionOf(i))));
      }
      return new Node.Items(items, where);
    }
    return new Node.Leaf(value, where);
  }

  private static Where at(String source, TomlPosition position) {
    return position == null
        ? Where.of(source)
        : new Where(source, position.line(), position.column());
  }

  /** The parser's words without the position it appends. */
  private static String cause(TomlParseError e) {
    return e.getMessage().replaceAll(" \\(line \\d+, column \\d+\\)", "");
  }
}
