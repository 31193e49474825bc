package dev.lodestar.sequence;

import dev.lodestar.core.task.DesignFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of one length as their users write them: letters in a CSV cell, and a FASTA file.
 *
 * @param letters the alphabet
 * @param length letters a design
 */
public record SequenceFormat(Alphabet letters, int length) implements DesignFormat<String> {
  /** Name of the file that {@link #write} leaves. */
  public static final String FILE = "designs.fasta";

  @Override
  public String text(String design) {
    return design;
  }

  @Override
  public String parse(String text) {
    String design = letters.canonical(text.strip());
    if (design.length() != length) {
      throw new IllegalArgumentException(
          "The sequence has %d letters; designs of this task have %d."
              .formatted(design.length(), length));
    }
    return design;
  }

  @Override
  public String alphabet() {
    return letters.letters();
  }

  @Override
  public List<Path> write(Path directory, List<String> names, List<String> designs)
      throws IOException {
    if (names.size() != designs.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + designs.size() + " designs");
    }
    List<Fasta.Entry> entries = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      entries.add(new Fasta.Entry(names.get(i), designs.get(i)));
    }
    Path file = directory.resolve(FILE);
    Fasta.write(file, entries);
    return List.of(file);
  }
}
