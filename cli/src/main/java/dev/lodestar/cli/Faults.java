package dev.lodestar.cli;

import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.store.RunFailure;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.torch.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns faults into sentences and exit codes. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Shell shell;
  private final BooleanSupplier debug;

  Faults(Shell shell, BooleanSupplier debug) {
    this.shell = shell;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    shell.err().println(name + ": " + sentence(e) + " See '" + name + " --help'.");
    return Lodestar.WRONG_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    if (debug.getAsBoolean()) {
      e.printStackTrace(shell.err());
    }
    if (e instanceof IllegalArgumentException
        || e instanceof InvalidFileException
        || e instanceof ModelFormatException) {
      return says(e, Lodestar.WRONG_INPUT);
    }
    if (e instanceof RunFailure || e instanceof UncheckedIOException || e instanceof IOException) {
      return says(e, Lodestar.FAILED);
    }
    shell
        .err()
        .println(
            name
                + ": this is a fault of Lodestar itself, not of your input: "
                + e
                + (debug.getAsBoolean() ? "" : ". Add --debug to see where it arose."));
    return Lodestar.FAILED;
  }

  /** Faults of the machine rather than of a program: memory, or libraries that do not load. */
  int handleError(Error e) {
    if (debug.getAsBoolean()) {
      e.printStackTrace(shell.err());
    }
    String sentence =
        e instanceof OutOfMemoryError
            ? "Java ran out of memory at "
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MiB ("
                + e.getMessage()
                + "). Make run.group smaller, or allow more, as in"
                + " LODESTAR_JAVA_OPTIONS=-Xmx8g."
            : e instanceof StackOverflowError
                ? "The input is nested too deeply."
                : "A library does not load on this machine: "
                    + e
                    + ". libtorch is shipped for Linux x86-64, macOS and Windows x86-64.";
    shell.err().println(sentence);
    return Lodestar.FAILED;
  }

  private int says(Exception e, int code) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    shell.err().println(message);
    return code;
  }

  private static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String given = unmatched.getUnmatched().get(0);
      CommandLine command = e.getCommandLine();
      if (given.startsWith("-")) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(o -> names.addAll(List.of(o.names())));
        return "there is no option '" + given + "'" + end(given, names);
      }
      if (!command.getSubcommands().isEmpty()) {
        List<String> names = List.copyOf(command.getSubcommands().keySet());
        return "there is no command '"
            + given
            + "'"
            + end(given, names)
            + " Commands are "
            + String.join(", ", names)
            + ".";
      }
      return "the argument '" + given + "' is one too many.";
    }
    String message = e.getMessage();
    return message.endsWith(".") ? message : message + ".";
  }

  private static String end(String given, List<String> names) {
    String hint = Suggest.didYouMean(given, names);
    return hint.isEmpty() ? "." : hint;
  }
}
