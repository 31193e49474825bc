package dev.lodestar.sequence;

import java.io.IOException;
import java.nio.file.Path;

/** A data file that does not hold what it should; the message is a sentence for its user. */
public final class InvalidFileException extends IOException {
  private static final long serialVersionUID = 1;

  /** A fault of the whole file. */
  public InvalidFileException(Path file, String fault) {
    super(file + " " + fault + (fault.endsWith(".") ? "" : "."));
  }

  /** A fault in one line, counted from 1. */
  public InvalidFileException(Path file, int line, String fault) {
    super(sentence(file + ", line " + line, fault));
  }

  /** A fault in one cell of a table. */
  public InvalidFileException(Path file, int line, String column, String fault) {
    super(sentence(file + ", line " + line + ", column '" + column + "'", fault));
  }

  private static String sentence(String where, String fault) {
    return where + ": " + fault + (fault.endsWith(".") ? "" : ".");
  }
}
