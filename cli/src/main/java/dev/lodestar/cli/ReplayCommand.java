package dev.lodestar.cli;

import dev.lodestar.run.Replay;
import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lodestar replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Make one design of a run again, and show its way from noise to design.")
final class ReplayCommand implements Callable<Integer> {
  private static final int LONGEST = 400;

  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "Directory of the run.")
  private Path directory;

  @Option(
      names = {"-d", "--design"},
      paramLabel = "N",
      required = true,
      description = "Number of the design, as in the column id of designs.csv.")
  private long design;

  ReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (RunDirectory open = RunDirectory.open(directory);
        Prepared run = Prepared.of(shell, open.file(RunDirectory.CONFIG), List.of())) {
      Replay.Result result = Replay.of(run.plan(), run.task(), open, design);
      return tell(result);
    }
  }

  private int tell(Replay.Result result) {
    Table way = new Table("step", "value", "clean guess");
    for (Replay.Point point : result.path()) {
      way.row(String.valueOf(point.step()), Table.number(point.value()), shown(point.guess()));
    }
    shell.out().print(way);
    shell.out().println();
    shell.out().println("Recorded: " + shown(result.recorded()));
    shell.out().println("Replayed: " + shown(result.replayed()));
    result.drawn().forEach(file -> shell.out().println("Drawn:    " + file));
    if (result.same()) {
      shell
          .out()
          .println(
              result.alone()
                  ? "The same, replayed alone."
                  : "The same, replayed with its group, since designs meet in this method.");
      return Lodestar.DONE;
    }
    shell
        .err()
        .println(
            "The design came out different. docs/reproducibility.md says when it may: another"
                + " machine, another libtorch, a scorer whose answers changed.");
    return Lodestar.FAILED;
  }

  /** A design's text, cut where it is too long to read, as that of an image. */
  private static String shown(String design) {
    return design.length() <= LONGEST ? design : design.substring(0, LONGEST) + "…";
  }
}
