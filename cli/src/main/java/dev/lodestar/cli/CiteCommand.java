package dev.lodestar.cli;

import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Citations;
import dev.lodestar.run.config.MethodCatalog;
import dev.lodestar.run.config.Papers;
import dev.lodestar.run.config.RunConfig;
import dev.lodestar.run.config.ValueCatalog;
import dev.lodestar.run.store.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lodestar cite}. */
@Command(
    name = "cite",
    mixinStandardHelpOptions = true,
    description = "Print BibTeX for the papers behind a run, or behind methods, values and tasks.")
final class CiteCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|NAME",
      description = "Directory of a run, or the name of a method, a value or a task.")
  private List<String> what;

  CiteCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Catalogs catalogs = Catalogs.installed();
    List<String> entries = new ArrayList<>();
    what.forEach(w -> entries.addAll(entries(w, catalogs)));
    shell.out().println(String.join("\n\n", Citations.distinct(entries)));
    return Lodestar.DONE;
  }

  private static List<String> entries(String what, Catalogs catalogs) {
    Path config = Path.of(what).resolve(RunDirectory.CONFIG);
    if (Files.isRegularFile(config)) {
      return Citations.bibtex(RunConfig.read(config, List.of(), catalogs), catalogs);
    }
    if (MethodCatalog.NAMES.contains(what)) {
      return papers(MethodCatalog.of(what).papers());
    }
    if (ValueCatalog.NAMES.contains(what)) {
      return papers(ValueCatalog.of(what).papers());
    }
    TaskProvider task = catalogs.tasks().get(what);
    if (task != null) {
      return Stream.concat(
              task.models().stream().flatMap(m -> m.citations().stream()),
              task.citations().stream())
          .toList();
    }
    List<String> names =
        Stream.of(MethodCatalog.NAMES, ValueCatalog.NAMES, catalogs.tasks().keySet())
            .flatMap(n -> n.stream())
            .toList();
    String hint = Suggest.didYouMean(what, names);
    throw new IllegalArgumentException(
        "'"
            + what
            + "' is neither a run's directory nor a known name"
            + (hint.isEmpty() ? "." : hint)
            + " Names are "
            + String.join(", ", names)
            + ".");
  }

  private static List<String> papers(List<String> keys) {
    return keys.stream().map(key -> Papers.bibtex(key).orElseThrow()).toList();
  }
}
