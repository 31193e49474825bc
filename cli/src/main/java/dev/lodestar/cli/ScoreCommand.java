package dev.lodestar.cli;

import dev.lodestar.run.ScoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lodestar score}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Score designs of your own as a run would: guiding score with its components, held-out score,"
          + " metrics.",
      "Prints a table of comma-separated values."
    })
final class ScoreCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "DESIGNS",
      description = "FASTA, a table with a column of designs, or one design a line.")
  private Path designs;

  @ArgGroup(multiplicity = "1")
  private By by;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change one key of the configuration; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The table's column of designs; by default 'design' or 'sequence'.")
  private Optional<String> column = Optional.empty();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where the table goes instead of the screen.")
  private Path out;

  /** By which reward. */
  private static final class By {
    @Option(
        names = {"-t", "--task"},
        paramLabel = "TASK",
        description = "Score by the reward of a task.")
    private String task;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Score by the reward of a configuration, or of a run's config.resolved.toml.")
    private Path config;
  }

  ScoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (Prepared run =
            by.config != null
                ? Prepared.of(shell, by.config, overrides)
                : Prepared.ofTask(shell, by.task, overrides);
        ProgressLine progress = new ProgressLine(shell)) {
      ScoreFile.Table table = ScoreFile.score(designs, column, run.plan(), run.task(), progress);
      if (out == null) {
        shell.out().print(table.csv());
      } else {
        Files.writeString(out, table.csv());
      }
      if (table.unscored() > 0) {
        progress.say(
            table.unscored()
                + " of "
                + table.lines().size()
                + " designs have no score; the column 'reason' says why.");
      }
      return Lodestar.DONE;
    }
  }
}
