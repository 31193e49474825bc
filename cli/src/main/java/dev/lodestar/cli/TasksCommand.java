package dev.lodestar.cli;

import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.run.config.Catalogs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lodestar tasks}. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description =
        "List the bundled tasks: model, reward, held-out scorer and metrics by one name; with --long"
            + " the models and samplers of each, for task.model and task.sampler.")
final class TasksCommand extends Listing {
  TasksCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    return Catalogs.installed().tasks().values().stream()
        .map(t -> new Entry(t.name(), t.summary(), t.source(), choices(t)))
        .toList();
  }

  private static List<String> choices(TaskProvider task) {
    List<String> lines = new ArrayList<>();
    task.inputs()
        .forEach(i -> lines.add(i.name() + " = " + i.fallback().orElse("…") + ": " + i.describe()));
    if (task.models().isEmpty()) {
      lines.addAll(samplers(task.samplers()));
    }
    task.models().forEach(m -> lines.addAll(model(m.name(), m)));
    task.weights().ifPresent(m -> lines.addAll(model("FILE.safetensors", m)));
    return lines;
  }

  private static List<String> model(String name, PretrainedModel model) {
    List<String> lines = new ArrayList<>(List.of("model = " + name + ": " + model.summary()));
    samplers(model.samplers()).forEach(l -> lines.add("  " + l));
    return lines;
  }

  private static List<String> samplers(List<Sampler> samplers) {
    List<String> lines = new ArrayList<>();
    for (Sampler sampler : samplers) {
      lines.add("sampler = " + sampler.name() + ": " + sampler.summary());
      for (Sampler.Setting s : sampler.settings()) {
        lines.add("  " + s.name() + " = " + s.usual() + ": " + s.describe());
      }
    }
    return lines;
  }

  @Override
  String none() {
    return "There are no tasks on the class path.";
  }
}
