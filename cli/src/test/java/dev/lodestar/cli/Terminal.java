package dev.lodestar.cli;

import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs command lines in this process and keeps what they say. */
final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Shell shell;

  Terminal(Path home) {
    shell = new Shell(new PrintWriter(out, true), new PrintWriter(err, true), home, false, 100);
  }

  /** Writes the configuration of a small run of {@link TinyTask}. */
  Path tinyConfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        [task]
        name  = "tiny"
        count = 6

        [decoder]
        width = 3

        [run]
        group     = 4
        threads   = 1
        baselines = 3
        """);
  }

  /** Runs a command line; forgets what was said before. */
  int run(Object... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    return Lodestar.run(shell, words);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
