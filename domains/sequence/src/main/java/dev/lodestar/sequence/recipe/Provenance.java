package dev.lodestar.sequence.recipe;

/** Where the data of a task come from, for the cards of its models. */
@FunctionalInterface
public interface Provenance {
  /**
   * The sections "Data and terms" and "Limits" in Markdown.
   *
   * @param sha256 digest of the data file
   */
  String sections(String sha256);
}
