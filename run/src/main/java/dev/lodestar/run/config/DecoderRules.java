package dev.lodestar.run.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold among the keys of {@code [decoder]}: each method takes its own parameters. */
final class DecoderRules {
  private final Map<String, Object> values;
  private final Map<String, Where> places;
  private final Problems problems;

  /**
   * @param values values by path, added to: the defaults of the method's own parameters
   * @param places where they were given
   */
  DecoderRules(Map<String, Object> values, Map<String, Where> places, Problems problems) {
    this.values = values;
    this.places = places;
    this.problems = problems;
  }

  void apply() {
    if (!(values.get(Keys.METHOD.path()) instanceof String name)) {
      return; // the method itself was wrong, and that was said
    }
    MethodInfo method = MethodCatalog.of(name);
    value(method);
    List<Key<?>> taken =
        Stream.concat(method.parameters().stream(), valueOf(method).stream().flatMap(this::keys))
            .toList();
    for (Key<?> key : DecoderKeys.ALL) {
      Optional<Key<?>> own = taken.stream().filter(k -> k.path().equals(key.path())).findFirst();
      if (own.isPresent()) {
        own.get().fallback().ifPresent(v -> values.putIfAbsent(key.path(), v));
      } else if (places.containsKey(key.path())) {
        problems.add(places.get(key.path()), stranger(key, method, taken));
      }
    }
    if (weighs(method) && Double.valueOf(0).equals(values.get(DecoderKeys.ALPHA.path()))) {
      problems.add(
          places.get(DecoderKeys.ALPHA.path()),
          "decoder.alpha = 0.0 does not work with "
              + name
              + ": its weights would be infinite. Give a"
              + " positive alpha, such as 0.5, or use svdd, which takes the best child at alpha ="
              + " 0.");
    }
  }

  /** Whether a method divides by its temperature: its own default is then above 0. */
  private static boolean weighs(MethodInfo method) {
    return method.parameters().stream()
        .filter(k -> k.path().equals(DecoderKeys.ALPHA.path()))
        .anyMatch(k -> !k.fallback().equals(DecoderKeys.ALPHA.fallback()));
  }

  private void value(MethodInfo method) {
    if (method.takesValue()) {
      return;
    }
    Where given = places.get(Keys.VALUE.path());
    if (given != null) {
      problems.add(
          given,
          "decoder.value means nothing to "
              + method.name()
              + "; remove it, or use "
              + Sentences.either(MethodCatalog.takingValue())
              + ".");
    }
    values.remove(Keys.VALUE.path());
  }

  private Optional<ValueInfo> valueOf(MethodInfo method) {
    return method.takesValue() && values.get(Keys.VALUE.path()) instanceof String value
        ? Optional.of(ValueCatalog.of(value))
        : Optional.empty();
  }

  private Stream<Key<?>> keys(ValueInfo value) {
    return value.parameters().stream();
  }

  private String stranger(Key<?> key, MethodInfo method, List<Key<?>> taken) {
    List<String> methods = MethodCatalog.taking(key);
    String owners =
        methods.isEmpty()
            ? "value = " + Sentences.either(ValueCatalog.taking(key))
            : Sentences.either(methods);
    String own =
        taken.isEmpty()
            ? method.name() + " takes no parameters"
            : method.name() + " takes " + Sentences.list(taken.stream().map(Key::name).toList());
    return key.path()
        + " means nothing here; it goes with "
        + owners
        + ". As configured, "
        + own
        + ".";
  }
}
