package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastaTest {
  @TempDir Path folder;

  private String fault(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.fasta"), text);
    String message =
        assertThrows(InvalidFileException.class, () -> Fasta.read(file, Alphabet.DNA)).getMessage();
    return message.replace(file.toString(), "x.fasta");
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<Fasta.Entry> entries =
        List.of(new Fasta.Entry("one score=3", "ACGT".repeat(40)), new Fasta.Entry("two", "A"));
    Path file = folder.resolve("designs.fasta");
    Fasta.write(file, entries);
    assertEquals(entries, Fasta.read(file, Alphabet.DNA));
    assertEquals(60, Files.readAllLines(file).get(1).length());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "no temporary file is left behind");
    }
  }

  @Test
  void rnaBlankLinesAndWindowsEndingsAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("x.fasta"), ">a\r\nacgu\r\n\r\nAC\r\n");
    assertEquals(List.of(new Fasta.Entry("a", "ACGTAC")), Fasta.read(file, Alphabet.DNA));
  }

  @Test
  void faultsNameLineAndColumn() throws IOException {
    assertEquals(
        "x.fasta, line 1: a FASTA file starts with a header line, '>' and a name.",
        fault("ACGT\n"));
    assertEquals(
        "x.fasta, line 4: Column 2 holds 'X', which is no DNA letter; the letters are ACGT"
            + " (U is read as T).",
        fault(">a\nAC\n>b\nAX\n"));
    assertEquals("x.fasta, line 1: 'a' has no sequence.", fault(">a\n>b\nAC\n"));
  }

  @Test
  void aHeaderIsOneLine() {
    assertThrows(IllegalArgumentException.class, () -> new Fasta.Entry("a\nb", "A"));
  }
}
