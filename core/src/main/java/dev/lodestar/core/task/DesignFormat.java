package dev.lodestar.core.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How designs are written for people.
 *
 * @param <D> a design
 */
public interface DesignFormat<D> {
  /** The canonical one-line text of a design: its CSV cell and its key in the ledger. */
  String text(D design);

  /**
   * The design of a text.
   *
   * @throws IllegalArgumentException with a sentence that names the column of the first bad letter
   */
  D parse(String text);

  /**
   * The design of a text that {@link #text} wrote. Where a process can make what is no design, as a
   * molecule without atoms, its text is read back all the same.
   */
  default D reread(String text) {
    return parse(text);
  }

  /** Letters of the designs, such as {@code ACGT}, or empty where designs are not sequences. */
  String alphabet();

  /** A design as one {@code <svg>} element for reports; empty where its text says it all. */
  default Optional<String> picture(D design) {
    return Optional.empty();
  }

  /**
   * Writes the designs in the domain's own file formats, such as FASTA, into a directory.
   *
   * @param names one a design, such as {@code design-00007 score=8.1}
   * @return the files written
   */
  List<Path> write(Path directory, List<String> names, List<D> designs) throws IOException;

  /** Whether {@link #trajectory} draws. */
  default boolean draws() {
    return false;
  }

  /**
   * Draws the way of one design, such as an animation; nothing where a table of texts says it all.
   *
   * @param name of the files, without their endings
   * @param guesses what the design was expected to become, from the noisiest state on; at least one
   * @return the files written
   */
  default List<Path> trajectory(Path directory, String name, List<D> guesses) throws IOException {
    return List.of();
  }
}
