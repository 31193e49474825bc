package dev.lodestar.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What surrounds a command.
 *
 * @param out results
 * @param err progress and complaints
 * @param home the install root, which holds {@code models}
 * @param terminal whether {@code err} is a terminal, on which a line can be rewritten
 * @param columns width of the terminal
 */
record Shell(PrintWriter out, PrintWriter err, Path home, boolean terminal, int columns) {

  /** The shell of this process, as the launcher describes it in system properties. */
  static Shell ofProcess() {
    return new Shell(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Path.of(System.getProperty("lodestar.home", "")),
        Boolean.getBoolean("lodestar.terminal"),
        Math.max(40, Integer.getInteger("lodestar.columns", 80)));
  }

  /** Folder of the shipped weights. */
  Path models() {
    return home.resolve("models");
  }
}
