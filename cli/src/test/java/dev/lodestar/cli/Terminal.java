package dev.lodestar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Runs command lines in this process and keeps what they say. */
final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Shell shell;

  Terminal(Path home) {
    shell = new Shell(new PrintWriter(out, true), new PrintWriter(err, true), home, false, 100);
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
