package dev.lodestar.core.task;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * A side-by-side comparison: {@code lodestar bench NAME}; found through {@link
 * java.util.ServiceLoader}.
 */
public interface Benchmark {
  /** Name on the command line, such as {@code svdd}. */
  String name();

  /** One line: what is compared, and what the numbers mean. */
  String summary();

  /**
   * Runs the comparison and prints its table.
   *
   * @param arguments what follows the name on the command line
   * @throws IllegalArgumentException with a sentence for the user where an argument does not fit
   */
  void run(List<String> arguments, PrintWriter out) throws IOException;
}
