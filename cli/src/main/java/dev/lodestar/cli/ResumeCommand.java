package dev.lodestar.cli;

import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lodestar resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Go on with a run that was interrupted; no scorer call is paid for twice.")
final class ResumeCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "Directory of the run.")
  private Path directory;

  ResumeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (RunDirectory open = RunDirectory.open(directory);
        Prepared run = Prepared.of(shell, open.file(RunDirectory.CONFIG), List.of())) {
      return Running.run(shell, run, open);
    }
  }
}
