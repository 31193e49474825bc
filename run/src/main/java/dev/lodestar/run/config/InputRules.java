package dev.lodestar.run.config;

import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run gives its task: the keys that the task adds to its section. */
final class InputRules {
  private final Optional<TaskProvider> task;
  private final Path folder;

  /**
   * @param task empty for one that is not known
   * @param folder folder of the configuration file
   */
  InputRules(Optional<TaskProvider> task, Path folder) {
    this.task = task;
    this.folder = folder;
  }

  /** The keys, in {@code [task]}. */
  List<Key<?>> keys() {
    return task.map(TaskProvider::inputs).orElse(List.of()).stream()
        .<Key<?>>map(InputRules::key)
        .toList();
  }

  private static Key<String> key(TaskInput input) {
    return new Key<>(
        Keys.TASK.section(), input.name(), type(words(input)), input.fallback(), input.describe());
  }

  /** A text; a number will do where there are no quotes around it. */
  private static Type<String> type(String words) {
    return new Type<>(
        words,
        List.of(),
        raw ->
            raw instanceof String || raw instanceof Number
                ? Optional.of(raw.toString())
                : Optional.empty(),
        Toml::text);
  }

  static String words(TaskInput input) {
    return input.file() ? "the name of a file" : "a text";
  }

  /** Fills in defaults, finds files, and complains of what is missing. */
  void apply(Map<String, Object> values, Map<String, Where> places, Where file, Problems problems) {
    for (TaskInput input : task.map(TaskProvider::inputs).orElse(List.of())) {
      String path = key(input).path();
      input.fallback().ifPresent(value -> values.putIfAbsent(path, value));
      if (!values.containsKey(path)) {
        problems.add(
            Where.of(file.source()),
            "the task %s needs %s; add %s = %s below [task]: %s."
                .formatted(
                    task.get().name(),
                    path,
                    input.name(),
                    input.file() ? "\"FILE\"" : "\"...\"",
                    input.describe()));
      } else if (input.file() && values.get(path) instanceof String name && !name.isEmpty()) {
        values.put(path, found(input, name, places.get(path), problems));
      }
    }
  }

  private String found(TaskInput input, String name, Where where, Problems problems) {
    try {
      Path file = folder.resolve(name).normalize();
      if (!Files.isRegularFile(file)) {
        problems.add(
            where,
            "task.%s: there is no file '%s'; it takes %s."
                .formatted(input.name(), file, input.describe()));
      }
      return file.toString();
    } catch (InvalidPathException e) {
      problems.add(where, "task." + input.name() + ": " + e.getMessage() + ".");
      return name;
    }
  }
}
