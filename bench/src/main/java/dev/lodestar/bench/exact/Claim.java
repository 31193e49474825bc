package dev.lodestar.bench.exact;

/** What a method says of itself, and what is thus checked. */
public enum Claim {
  /** E[Ẑ] = Z and E[Ẑ·f(design)] = Z·E*[f], at any size and with any value. */
  UNBIASED("yes"),
  /** Biased for p*, but the law of its designs is known, and they must follow it. */
  KNOWN_LAW("no; known law"),
  /** p* in the limit of its size. */
  LIMIT("no; in the limit"),
  /** A search: nothing is said of its law. */
  NONE("no");

  private final String text;

  Claim(String text) {
    this.text = text;
  }

  /** For tables. */
  public String text() {
    return text;
  }
}
