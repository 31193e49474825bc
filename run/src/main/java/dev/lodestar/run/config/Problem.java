package dev.lodestar.run.config;

/**
 * One fault of a configuration.
 *
 * @param where where it was found
 * @param says a sentence: which key, what is wrong, what is allowed, how to fix it
 */
public record Problem(Where where, String says) {
  @Override
  public String toString() {
    return where + ": " + says;
  }
}
