package dev.lodestar.cli;

import dev.lodestar.core.text.Suggest;
import java.util.List;
import java.util.function.Function;

/** Looks things up by name. */
final class Named {
  private Named() {}

  /**
   * The entry of a name.
   *
   * @param what what it is, such as {@code recipe}
   * @throws IllegalArgumentException with a sentence that names the nearest and all others
   */
  static <T> T find(String what, String name, List<T> entries, Function<T, String> nameOf) {
    List<String> names = entries.stream().map(nameOf).toList();
    int index = names.indexOf(name);
    if (index >= 0) {
      return entries.get(index);
    }
    String hint = Suggest.didYouMean(name, names);
    throw new IllegalArgumentException(
        "There is no "
            + what
            + " '"
            + name
            + "'"
            + (hint.isEmpty() ? "." : hint)
            + (names.isEmpty()
                ? " There are none."
                : " There are " + String.join(", ", names) + "."));
  }
}
