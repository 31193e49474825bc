package dev.lodestar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: its subcommands, and what faults come to. */
@Command(
    name = "lodestar",
    description = "Steers pre-trained diffusion models towards what you want.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "lodestar 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the run failed", "2:the input is wrong"},
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  lodestar run examples/utr5.toml    makes 64 designs under ./runs",
      "  lodestar COMMAND --help            tells what a command takes"
    })
final class Lodestar implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_INPUT = 2;

  private final Shell shell;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a fault arose.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private Lodestar(Shell shell) {
    this.shell = shell;
  }

  /** Runs one command line; the exit code. */
  static int run(Shell shell, String... args) {
    Lodestar root = new Lodestar(shell);
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new RunCommand(shell))
            .addSubcommand(new ResumeCommand(shell))
            .addSubcommand(new ReplayCommand(shell))
            .addSubcommand(new ValidateCommand(shell))
            .addSubcommand(new ScoreCommand(shell))
            .addSubcommand(new CompareCommand(shell))
            .addSubcommand(new TrainCommand(shell))
            .addSubcommand(new ExportCommand(shell))
            .addSubcommand(new ImportCommand(shell))
            .addSubcommand(new TasksCommand(shell))
            .addSubcommand(new MethodsCommand(shell))
            .addSubcommand(new ScorersCommand(shell))
            .addSubcommand(new TransformsCommand(shell))
            .addSubcommand(new ModelsCommand(shell))
            .addSubcommand(new CiteCommand(shell))
            .addSubcommand(new BenchCommand(shell));
    line.getSubcommands()
        .values()
        .forEach(c -> c.getCommandSpec().version(line.getCommandSpec().version()));
    Faults faults = new Faults(shell, () -> root.debug);
    line.setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(Math.min(shell.columns(), 100))
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(faults)
        .setExecutionExceptionHandler(faults);
    line.getSubcommands().get("bench").setUnmatchedOptionsArePositionalParams(true);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return faults.handleError(e);
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(shell.out());
  }
}
