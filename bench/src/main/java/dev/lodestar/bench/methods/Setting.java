package dev.lodestar.bench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One method with one choice of its parameters.
 *
 * @param method its name in configurations
 * @param choices {@code key=value} of a configuration, without {@code decoder.} where there is no
 *     section
 */
public record Setting(String method, List<String> choices) {
  public Setting {
    Objects.requireNonNull(method, "method");
    choices = List.copyOf(choices);
  }

  /** Of choices one by one. */
  public static Setting of(String method, String... choices) {
    return new Setting(method, Arrays.asList(choices));
  }

  /** Short and fit for a folder's name, such as {@code svdd-steps16-width8}. */
  public String label() {
    StringBuilder out = new StringBuilder(method);
    for (String choice : choices) {
      out.append('-').append(choice.replaceFirst("^[a-z]+\\.", "").replace("=", ""));
    }
    return out.toString();
  }

  /** What to lay over a configuration of the task. */
  List<String> overrides() {
    List<String> out = new ArrayList<>(List.of("decoder.method=" + method));
    for (String choice : choices) {
      boolean hasSection = choice.substring(0, choice.indexOf('=')).contains(".");
      out.add(hasSection ? choice : "decoder." + choice);
    }
    return out;
  }
}
