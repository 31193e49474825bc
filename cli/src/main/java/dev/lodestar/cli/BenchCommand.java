package dev.lodestar.cli;

import dev.lodestar.core.task.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lodestar bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure methods side by side; without a name, list the comparisons.")
final class BenchCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which comparison.")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARG",
      description = "What the comparison takes, options included.")
  private List<String> arguments = new ArrayList<>();

  BenchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    List<Benchmark> benchmarks =
        ServiceLoader.load(Benchmark.class).stream().map(ServiceLoader.Provider::get).toList();
    if (name == null) {
      benchmarks.forEach(b -> shell.out().println(b.name() + ": " + b.summary()));
      return Lodestar.DONE;
    }
    Named.find("comparison", name, benchmarks, Benchmark::name).run(arguments, shell.out());
    return Lodestar.DONE;
  }
}
