package dev.lodestar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that lists what there is: one line each with name, what it is, and its source. */
abstract class Listing implements Callable<Integer> {
  /**
   * One entry.
   *
   * @param name as configurations name it
   * @param summary what it is
   * @param source where it comes from; may be empty
   * @param details further lines, shown with {@code --long}
   */
  record Entry(String name, String summary, String source, List<String> details) {}

  private final Shell shell;

  @Option(
      names = {"-l", "--long"},
      description = "Also list what each takes.")
  private boolean all;

  Listing(Shell shell) {
    this.shell = shell;
  }

  /** The entries, in their order. */
  abstract List<Entry> entries();

  /** What to say where there are none. */
  abstract String none();

  @Override
  public Integer call() {
    List<Entry> entries = entries();
    if (entries.isEmpty()) {
      shell.out().println(none());
    }
    int width = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
    for (Entry e : entries) {
      String source = e.source().isBlank() ? "" : " [" + e.source() + "]";
      shell
          .out()
          .println(e.name() + " ".repeat(width - e.name().length() + 2) + e.summary() + source);
      if (all) {
        e.details().forEach(line -> shell.out().println(" ".repeat(width + 2) + line));
      }
    }
    return Lodestar.DONE;
  }
}
