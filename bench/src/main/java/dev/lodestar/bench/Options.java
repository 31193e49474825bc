package dev.lodestar.bench;

import dev.lodestar.core.text.Suggest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments of a benchmark: pairs of {@code --name value}. */
public record Options(Map<String, String> given) {

  /**
   * @param known names without their dashes
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Options parse(List<String> arguments, Set<String> known) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i).replaceFirst("^--", "");
      if (!arguments.get(i).startsWith("--") || !known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown benchmark option '%s'%s; known are %s."
                .formatted(
                    arguments.get(i),
                    Suggest.didYouMean(name, known),
                    String.join(", ", known.stream().sorted().map(k -> "--" + k).toList())));
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("Option '--" + name + "' needs a value.");
      }
      given.put(name, arguments.get(i + 1));
    }
    return new Options(given);
  }

  public int number(String name, int fallback) {
    String text = given.getOrDefault(name, Integer.toString(fallback));
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

  public String text(String name, String fallback) {
    return given.getOrDefault(name, fallback);
  }

  public Optional<Path> file(String name) {
    return Optional.ofNullable(given.get(name)).map(Path::of);
  }
}
