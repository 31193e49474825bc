package dev.lodestar.onnx.manifest;

import dev.lodestar.core.text.Suggest;
import dev.lodestar.onnx.proto.InvalidModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** The keys of a manifest that only some kinds of network have. */
final class ManifestSettings {
  private static final long LONGEST = 1 << 20;
  private static final List<String> NEEDED = List.of("tokens", "schedule");

  private final TomlTable toml;
  private final Kind kind;
  private final BiFunction<TomlPosition, String, InvalidModelException> fault;
  private final Map<String, Object> values = new LinkedHashMap<>();

  ManifestSettings(
      TomlTable toml, Kind kind, BiFunction<TomlPosition, String, InvalidModelException> fault) {
    this.toml = toml;
    this.kind = kind;
    this.fault = fault;
  }

  Map<String, Object> read() {
    for (String key : kind.settings()) {
      Object given = toml.get(List.of(key));
      if (given == null) {
        if (NEEDED.contains(key)) {
          throw fault.apply(null, "'" + key + "' is missing: " + allowed(key) + ".");
        }
        continue;
      }
      values.put(key, value(key, given));
    }
    return values;
  }

  private Object value(String key, Object given) {
    return switch (key) {
      case "tokens" -> tokens(given);
      case "length", "conditions", "null-condition" -> whole(key, given);
      case "parametrisation" -> parametrisation(given);
      case "noise" -> noise(given);
      case "latent-scale" -> real(key, given);
      case "mean", "deviation" -> reals(key, given);
      case "schedule" -> schedule(given);
      default -> throw new IllegalStateException(key);
    };
  }

  private static String allowed(String key) {
    return switch (key) {
      case "tokens" ->
          "the letters in the order of their tokens, as in \"ACGT\", or a list of words";
      case "length" -> "positions a sequence, from 1";
      case "conditions" -> "the number of classes that the network can be told, from 1";
      case "null-condition" -> "the class that says nothing, from 0";
      case "noise" -> "\"step\" (the training step, from 0) or \"angle\" (0, data, to 1, noise)";
      case "latent-scale" -> "a positive number that latents are multiplied by after encoding";
      case "schedule" ->
          "a table, as in { kind = \"linear\", steps = 1000, start = 0.0001, end = 0.02 }";
      default -> "a list of numbers, one a channel";
    };
  }

  private List<String> tokens(Object given) {
    List<String> out = new ArrayList<>();
    if (given instanceof String s) {
      s.codePoints().forEach(c -> out.add(Character.toString(c)));
    } else if (given instanceof TomlArray a) {
      for (int i = 0; i < a.size(); i++) {
        out.add(a.get(i) instanceof String s ? s : "");
      }
    }
    if (out.size() < 2 || out.contains("") || new HashSet<>(out).size() != out.size()) {
      throw wrong("tokens", given + "; they differ, and are at least two");
    }
    return out;
  }

  private Long whole(String key, Object given) {
    long least = key.equals("null-condition") ? 0 : 1;
    if (given instanceof Long n && n >= least && n <= LONGEST) {
      return n;
    }
    throw wrong(key, given);
  }

  private String noise(Object given) {
    if (given instanceof String s && List.of("step", "angle").contains(s)) {
      return s;
    }
    throw wrong("noise", given);
  }

  private Double real(String key, Object given) {
    if (given instanceof Number n && n.doubleValue() > 0 && Double.isFinite(n.doubleValue())) {
      return n.doubleValue();
    }
    throw wrong(key, given);
  }

  private List<Double> reals(String key, Object given) {
    List<Double> out = new ArrayList<>();
    if (given instanceof TomlArray a) {
      for (int i = 0; i < a.size(); i++) {
        if (!(a.get(i) instanceof Number n) || !Double.isFinite(n.doubleValue())) {
          throw wrong(key, given);
        }
        out.add(n.doubleValue());
      }
    }
    if (out.isEmpty()) {
      throw wrong(key, given);
    }
    return out;
  }

  private String parametrisation(Object given) {
    List<String> names = kind.parametrisations();
    if (given instanceof String s && names.contains(s)) {
      return s;
    }
    String hint = given instanceof String s ? Suggest.didYouMean(s, names) : "";
    throw fault.apply(
        toml.inputPositionOf("parametrisation"),
        "there is no parametrisation '"
            + given
            + "'"
            + (hint.isEmpty() ? "." : hint)
            + " A "
            + kind.text()
            + " answers "
            + String.join(", ", names)
            + ".");
  }

  private Map<String, Object> schedule(Object given) {
    if (!(given instanceof TomlTable table) || !(table.get("kind") instanceof String)) {
      throw wrong("schedule", given);
    }
    return Map.copyOf(table.toMap());
  }

  private InvalidModelException wrong(String key, Object given) {
    return fault.apply(
        toml.inputPositionOf(List.of(key)),
        "'" + key + "' takes " + allowed(key) + ", not " + given + ".");
  }
}
