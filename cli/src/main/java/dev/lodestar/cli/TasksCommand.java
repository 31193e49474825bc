package dev.lodestar.cli;

import dev.lodestar.run.config.Catalogs;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lodestar tasks}. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description = "List the bundled tasks: model, reward, held-out scorer and metrics by one name.")
final class TasksCommand extends Listing {
  TasksCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    return Catalogs.installed().tasks().values().stream()
        .map(t -> new Entry(t.name(), t.summary(), t.source(), List.of()))
        .toList();
  }

  @Override
  String none() {
    return "There are no tasks on the class path.";
  }
}
