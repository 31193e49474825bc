package dev.lodestar.run.config;

import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of its task's pre-trained models a run draws from. */
final class ModelRules {
  private static final String WEIGHTS = ".safetensors";

  private final Optional<TaskProvider> task;
  private final Path folder;

  /**
   * @param task empty for one that is not known
   * @param folder folder of the configuration file
   */
  ModelRules(Optional<TaskProvider> task, Path folder) {
    this.task = task;
    this.folder = folder;
  }

  /** The samplers of a model; those of the usual one where it is not known. */
  List<Sampler> samplers(String model) {
    return task.map(t -> of(t, model).map(PretrainedModel::samplers).orElse(t.samplers()))
        .orElse(List.of());
  }

  /** Name of the usual model, where the task has several. */
  Optional<String> usual() {
    return task.flatMap(t -> t.models().stream().findFirst()).map(PretrainedModel::name);
  }

  /** The model that a name or a file stands for. */
  static Optional<PretrainedModel> of(TaskProvider task, String model) {
    return isFile(task, model)
        ? task.weights()
        : task.models().stream()
            .filter(m -> model.isEmpty() || m.name().equals(name(model)))
            .findFirst();
  }

  private static boolean isFile(TaskProvider task, String model) {
    return model.endsWith(WEIGHTS) && task.weights().isPresent();
  }

  private static String name(String model) {
    return model.replace('_', '-');
  }

  /** Fills in the usual model, and complains of what is none. */
  void apply(Map<String, Object> values, Map<String, Where> places, Problems problems) {
    if (!(values.remove(Keys.MODEL.path()) instanceof String model) || task.isEmpty()) {
      return;
    }
    TaskProvider known = task.get();
    List<String> names = known.models().stream().map(PretrainedModel::name).toList();
    Where where = places.getOrDefault(Keys.MODEL.path(), Where.of("by default"));
    if (names.isEmpty()) {
      if (!model.isEmpty()) {
        problems.add(
            where, "the task " + known.name() + " has one model, which needs no name; remove it.");
      }
    } else if (isFile(known, model)) {
      file(model, values, where, problems);
    } else if (of(known, model).isPresent()) {
      values.put(Keys.MODEL.path(), of(known, model).get().name());
    } else {
      problems.add(
          where,
          "the task "
              + known.name()
              + " has no model '"
              + model
              + "'"
              + Sentences.hint(name(model), names)
              + " Its models are "
              + Sentences.list(names)
              + (known.weights().isPresent()
                  ? "; a file of weights of your own ends in " + WEIGHTS + "."
                  : "."));
    }
  }

  private void file(String model, Map<String, Object> values, Where where, Problems problems) {
    try {
      values.put(Keys.MODEL.path(), folder.resolve(model).normalize().toString());
    } catch (InvalidPathException e) {
      problems.add(where, "task.model: " + e.getMessage() + ".");
    }
  }
}
