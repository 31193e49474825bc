package dev.lodestar.sequence.protein.fold;

import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Structures outside of the project. */
final class Structures {
  private Structures() {}

  /** The sequence of chain A. */
  static String sequence(String structure) {
    try {
      return PdbFile.read(Shared.file("data/protein/pdb/" + structure + ".pdb"))
          .chain("A")
          .sequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
