package dev.lodestar.core.autoregressive;

/** How a prefix becomes the whole design that values are asked about: its clean guess. */
public enum Completion {
  /**
   * The likeliest next token, again and again. Reading an outlook pays for it: up to t − 1 further
   * network evaluations for a state that lacks t tokens, fewer where a state goes on as its
   * parent's guess did.
   */
  GREEDY,
  /**
   * The likeliest next token at every position that remains: a poor guess that costs nothing, for
   * methods that do not judge unfinished designs by their guess, such as pretrained, best-of-N, or
   * any with a learned value, look-ahead or sampled clean guesses.
   */
  REPEAT
}
