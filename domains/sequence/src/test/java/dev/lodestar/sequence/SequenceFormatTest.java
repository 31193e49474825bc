package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFormatTest {
  private static final SequenceFormat FORMAT = new SequenceFormat(Alphabet.DNA, 4);

  @TempDir Path folder;

  @Test
  void textAndDesignAreInverse() {
    assertEquals("ACGT", FORMAT.parse(FORMAT.text("ACGT")));
    assertEquals("ACGT", FORMAT.parse(" acgu\n"));
  }

  @Test
  void lengthAndLettersAreChecked() {
    assertEquals(
        "The sequence has 3 letters; designs of this task have 4.",
        assertThrows(IllegalArgumentException.class, () -> FORMAT.parse("ACG")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> FORMAT.parse("ACG!"));
  }

  @Test
  void writesFasta() throws IOException {
    List<Path> files = FORMAT.write(folder, List.of("d-0"), List.of("ACGT"));
    assertEquals(List.of(folder.resolve("designs.fasta")), files);
    assertEquals(List.of(new Fasta.Entry("d-0", "ACGT")), Fasta.read(files.get(0), Alphabet.DNA));
    assertThrows(
        IllegalArgumentException.class, () -> FORMAT.write(folder, List.of(), List.of("ACGT")));
  }
}
