package dev.lodestar.cli;

import dev.lodestar.run.config.Keys;
import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lodestar run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Make designs as a configuration says, and say where the results are.")
final class RunCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ConfigArguments arguments;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Directory of the run, new or empty; by default a new one under ./runs.")
  private Path out;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Prepared run = Prepared.of(shell, arguments.file(), arguments.overrides());
        RunDirectory directory = directory(run)) {
      return Running.run(shell, run, directory);
    }
  }

  private RunDirectory directory(Prepared run) {
    return out != null
        ? RunDirectory.create(out)
        : RunDirectory.createUnder(
            Path.of("runs"),
            run.config().get(Keys.TASK),
            run.config().get(Keys.METHOD),
            Clock.systemDefaultZone());
  }
}
