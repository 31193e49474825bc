package dev.lodestar.run.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    boolean other = option(places.get(Keys.METHOD.path()));
    Optional<MethodInfo> inner = inner(method);
    if (method.takes(SearchKeys.INNER) && inner.isEmpty()) {
      return; // so was the inner one
    }
    if (other && !inner.orElse(method).takesValue() && !option(places.get(Keys.VALUE.path()))) {
      places.remove(Keys.VALUE.path());
    }
    List<Key<?>> taken = new ArrayList<>(method.parameters());
    inner.ifPresent(m -> taken.addAll(m.parameters()));
    taken.addAll(value(method, inner));
    if (other) {
      leaveAside(taken);
    }
    for (Key<?> key : Parameters.ALL) {
      Optional<Key<?>> own = taken.stream().filter(k -> k.path().equals(key.path())).findFirst();
      if (own.isPresent()) {
        own.get().fallback().ifPresent(v -> values.putIfAbsent(key.path(), v));
      } else if (places.containsKey(key.path())) {
        problems.add(places.get(key.path()), stranger(key, method, inner, taken));
      }
    }
    if (weighs(taken) && Double.valueOf(0).equals(values.get(DecoderKeys.ALPHA.path()))) {
      problems.add(
          places.get(DecoderKeys.ALPHA.path()),
          "decoder.alpha = 0.0 does not work with "
              + inner.map(MethodInfo::name).orElse(name)
              + ": its weights would be infinite. Give a"
              + " positive alpha, such as 0.5, or use svdd, which takes the best child at alpha ="
              + " 0.");
    }
  }

  /** Whether something was said on the command line. */
  static boolean option(Where place) {
    return place != null && place.source().startsWith("--set");
  }

  /**
   * Where the command line names the method, what the file says to the one it was written for is
   * left aside: keys that the method does not take, and a temperature of 0 that it cannot work at.
   */
  private void leaveAside(List<Key<?>> taken) {
    boolean weighs = weighs(taken);
    for (Key<?> key : Parameters.ALL) {
      boolean own = taken.stream().anyMatch(k -> k.path().equals(key.path()));
      boolean frozen =
          weighs && key == DecoderKeys.ALPHA && Double.valueOf(0).equals(values.get(key.path()));
      if ((!own || frozen) && !option(places.get(key.path()))) {
        values.remove(key.path());
        places.remove(key.path());
      }
    }
  }

  /** The method inside, where there is one and its name could be read. */
  private Optional<MethodInfo> inner(MethodInfo method) {
    return method.parameters().stream()
        .filter(k -> k.path().equals(SearchKeys.INNER.path()))
        .map(k -> values.computeIfAbsent(k.path(), p -> k.fallback().orElseThrow()))
        .filter(String.class::isInstance)
        .map(name -> MethodCatalog.of((String) name))
        .findFirst();
  }

  /** Whether a method divides by its temperature: its own default is then above 0. */
  private static boolean weighs(List<Key<?>> taken) {
    return taken.stream()
        .filter(k -> k.path().equals(DecoderKeys.ALPHA.path()))
        .anyMatch(k -> !k.fallback().equals(DecoderKeys.ALPHA.fallback()));
  }

  /** The keys of the value that is steered by; none where no value is. */
  private List<Key<?>> value(MethodInfo method, Optional<MethodInfo> inner) {
    if (inner.orElse(method).takesValue()) {
      return values.get(Keys.VALUE.path()) instanceof String value ? keys(value) : List.of();
    }
    Where given = places.get(Keys.VALUE.path());
    if (given != null) {
      problems.add(
          given,
          "decoder.value means nothing to "
              + named(method, inner)
              + "; remove it, or use "
              + Sentences.either(MethodCatalog.takingValue())
              + ".");
    }
    values.remove(Keys.VALUE.path());
    return List.of();
  }

  /** The keys of a value, of the values it is made of, and of its tempering. */
  private List<Key<?>> keys(String value) {
    Map<String, Key<?>> out = new LinkedHashMap<>();
    List<String> names = ValueCatalog.parts(value, values);
    Stream.concat(Stream.of(value), names.stream())
        .flatMap(name -> ValueCatalog.of(name).parameters().stream())
        .forEach(key -> out.putIfAbsent(key.path(), key));
    if (values.containsKey(ValueKeys.TEMPERING.path())) {
      out.put(ValueKeys.TEMPERING.path(), ValueKeys.TEMPERING);
    }
    if ("geometric".equals(values.get(ValueKeys.TEMPERING.path()))) {
      out.put(ValueKeys.TEMPERING_RATE.path(), ValueKeys.TEMPERING_RATE);
    }
    return List.copyOf(out.values());
  }

  private static String named(MethodInfo method, Optional<MethodInfo> inner) {
    return method.name() + inner.map(m -> " around " + m.name()).orElse("");
  }

  private String stranger(
      Key<?> key, MethodInfo method, Optional<MethodInfo> inner, List<Key<?>> taken) {
    String own =
        taken.isEmpty()
            ? method.name() + " takes no parameters"
            : named(method, inner)
                + " takes "
                + Sentences.list(taken.stream().map(Key::name).distinct().toList());
    return key.path()
        + " means nothing here; it goes with "
        + owners(key)
        + ". As configured, "
        + own
        + ".";
  }

  private static String owners(Key<?> key) {
    List<String> methods = MethodCatalog.taking(key);
    if (!methods.isEmpty()) {
      return Sentences.either(methods);
    }
    List<String> owners = ValueCatalog.taking(key);
    if (!owners.isEmpty()) {
      return "value = " + Sentences.either(owners);
    }
    return key == ValueKeys.TEMPERING
        ? "methods that take a value"
        : ValueKeys.TEMPERING.name() + " = geometric";
  }
}
