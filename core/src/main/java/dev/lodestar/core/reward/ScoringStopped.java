package dev.lodestar.core.reward;

/** Thrown where a scorer failed and the user wants the run to stop on that. */
public final class ScoringStopped extends RuntimeException {
  /** The message is a sentence for the user. */
  public ScoringStopped(String message) {
    super(message);
  }
}
