package dev.lodestar.bench;

import dev.lodestar.core.text.Suggest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arguments of a benchmark: pairs of {@code --name value}, and flags that stand alone.
 *
 * @param given values by name; a flag's is empty
 */
public record Options(Map<String, String> given) {

  /**
   * Arguments without flags.
   *
   * @param known names without their dashes
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Options parse(List<String> arguments, Set<String> known) {
    return parse(arguments, known, Set.of());
  }

  /**
   * @param known names without their dashes, flags included
   * @param flags those that take no value
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Options parse(List<String> written, Set<String> known, Set<String> flags) {
    // --name=value is --name value
    List<String> arguments =
        written.stream()
            .flatMap(a -> Arrays.stream(a.startsWith("--") ? a.split("=", 2) : one(a)))
            .toList();
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i).replaceFirst("^--", "");
      if (!arguments.get(i).startsWith("--") || !known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown benchmark option '%s'%s; known are %s."
                .formatted(
                    arguments.get(i),
                    Suggest.didYouMean(name, known),
                    String.join(", ", known.stream().sorted().map(k -> "--" + k).toList())));
      }
      if (flags.contains(name)) {
        given.put(name, "");
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("Option '--" + name + "' needs a value.");
      } else {
        given.put(name, arguments.get(++i));
      }
    }
    return new Options(given);
  }

  private static String[] one(String argument) {
    return new String[] {argument};
  }

  /** Whether an option or flag was given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /** A whole number of at least 0. */
  public int number(String name, int fallback) {
    return whole(name, given.getOrDefault(name, Integer.toString(fallback)));
  }

  /** Whole numbers of at least 0, separated by commas. */
  public int[] numbers(String name, int... fallback) {
    return has(name)
        ? list(name, List.of()).stream().mapToInt(text -> whole(name, text)).toArray()
        : fallback;
  }

  /** Texts separated by commas. */
  public List<String> list(String name, List<String> fallback) {
    return has(name)
        ? Arrays.stream(given.get(name).split(",")).map(String::strip).toList()
        : fallback;
  }

  public String text(String name, String fallback) {
    return given.getOrDefault(name, fallback);
  }

  public Optional<Path> file(String name) {
    return Optional.ofNullable(given.get(name)).map(Path::of);
  }

  private static int whole(String name, String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Option '--" + name + "' takes a whole number of at least 0, not '" + text + "'.");
  }
}
