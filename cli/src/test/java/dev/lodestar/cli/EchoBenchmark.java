package dev.lodestar.cli;

import dev.lodestar.core.task.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** A comparison that prints its arguments, and breaks where they say so. */
public final class EchoBenchmark implements Benchmark {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "prints what it is given";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    out.println(arguments);
    switch (arguments.get(0)) {
      case "bug" -> throw new IllegalStateException("a bug");
      case "disk" -> throw new IOException("No space left on device.");
      case "memory" -> throw new OutOfMemoryError("Java heap space");
      case "library" -> throw new UnsatisfiedLinkError("no jnitorch");
      default -> {}
    }
  }
}
