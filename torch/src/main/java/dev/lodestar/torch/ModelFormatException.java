package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;

/** A model file that is not what it should be; the message is a sentence that names the file. */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param file the file
   * @param what what is wrong with it, as the rest of a sentence that begins with its name
   */
  public ModelFormatException(Path file, String what) {
    super(file + " " + what + ".");
  }
}
