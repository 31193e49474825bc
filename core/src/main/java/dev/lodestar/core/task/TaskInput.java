package dev.lodestar.core.task;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a task takes from its user, such as the structure to design for: a key of {@code
 * [task]}.
 *
 * @param name the key, in lower case with hyphens
 * @param file whether it names a file; relative ones count from the configuration's folder
 * @param fallback its value where none is given; empty where it must be given
 * @param describe one line: what it is
 */
public record TaskInput(String name, boolean file, Optional<String> fallback, String describe) {
  public TaskInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(describe, "describe");
  }

  /** A file that must be given. */
  public static TaskInput file(String name, String describe) {
    return new TaskInput(name, true, Optional.empty(), describe);
  }

  /** A text that may be given. */
  public static TaskInput text(String name, String fallback, String describe) {
    return new TaskInput(name, false, Optional.of(fallback), describe);
  }
}
