package dev.lodestar.cli;

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
            + " the samplers of each, for task.sampler.")
final class TasksCommand extends Listing {
  TasksCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    return Catalogs.installed().tasks().values().stream()
        .map(t -> new Entry(t.name(), t.summary(), t.source(), samplers(t)))
        .toList();
  }

  private static List<String> samplers(TaskProvider task) {
    List<String> lines = new ArrayList<>();
    for (Sampler sampler : task.samplers()) {
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
