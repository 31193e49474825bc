package dev.lodestar.run.store;

/**
 * A run that cannot go on: its message is a sentence for the user, its exit code is 1. What had
 * been computed before is on disk.
 */
public final class RunFailure extends RuntimeException {
  public RunFailure(String sentence) {
    super(sentence);
  }

  public RunFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
