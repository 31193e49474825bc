package dev.lodestar.cli;

/** Entry point of the launcher. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Lodestar.run(Shell.ofProcess(), args));
  }
}
