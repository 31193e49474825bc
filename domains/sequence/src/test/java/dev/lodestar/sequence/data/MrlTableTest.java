package dev.lodestar.sequence.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.InvalidFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MrlTableTest {
  private static final String HEADER = "sequence\tmrl\tset\n";

  @TempDir Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private String fault(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return assertThrows(InvalidFileException.class, () -> MrlTable.read(file))
        .getMessage()
        .replace(file.toString(), name);
  }

  private String fault(String text) throws IOException {
    return fault("x.tsv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsPlainGzippedAndCommaSeparated() throws IOException {
    List<MrlRow> expected =
        List.of(
            new MrlRow("ACGT", 3.5, MrlSet.RANDOM50), new MrlRow("AAT", 0, MrlSet.VARLEN_HUMAN));
    String text = HEADER + "ACGT\t3.5\trandom50\nAAU\t0\tvarlen_human\n";
    assertEquals(expected, MrlTable.read(Files.writeString(folder.resolve("a.tsv"), text)));
    assertEquals(expected, MrlTable.read(Files.write(folder.resolve("a.tsv.gz"), gzip(text))));
    String commas = "mrl,set,sequence\n3.5,random50,\"ACGT\"\n0,\"varlen_human\",aat\n";
    assertEquals(expected, MrlTable.read(Files.writeString(folder.resolve("a.csv"), commas)));
  }

  @Test
  void faultsNameLineAndColumn() throws IOException {
    assertEquals(
        "x.tsv, line 1: there is no column 'mrl'; the columns are [sequence, load, set].",
        fault("sequence\tload\tset\nA\t1\trandom50\n"));
    assertEquals(
        "x.tsv, line 3, column 'mrl': 'high' is not a finite number.",
        fault(HEADER + "A\t1\trandom50\nA\thigh\trandom50\n"));
    assertEquals(
        "x.tsv, line 2, column 'mrl': 'NaN' is not a finite number.",
        fault(HEADER + "A\tNaN\trandom50\n"));
    assertEquals(
        "x.tsv, line 2, column 'sequence': Column 2 holds '-', which is no DNA letter; the letters"
            + " are ACGT (U is read as T).",
        fault(HEADER + "A-\t1\trandom50\n"));
    assertEquals(
        "x.tsv, line 2, column 'sequence': the sequence is empty.",
        fault(HEADER + "\t1\trandom50\n"));
    assertEquals("x.tsv, line 2: has 2 cells where the header has 3.", fault(HEADER + "A\t1\n"));
    String set = fault(HEADER + "A\t1\tmouse\n");
    assertTrue(set.startsWith("x.tsv, line 2, column 'set': 'mouse' is not one of ["), set);
    assertEquals("x.tsv has a header and no rows.", fault(HEADER));
    assertEquals("x.tsv is empty; a table starts with a header line.", fault(""));
    assertEquals(
        "x.tsv, line 2: a quoted cell is not closed.", fault(HEADER + "\"A\t1\trandom50\n"));
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    assertEquals(
        "x.tsv.gz, line 1: is not gzipped as the name says.",
        fault("x.tsv.gz", HEADER.getBytes(StandardCharsets.UTF_8)));
    byte[] whole = gzip(HEADER + "ACGTTGCATTGACCA\t1\trandom50\n".repeat(2000));
    String cut = fault("x.tsv.gz", Arrays.copyOf(whole, whole.length / 2));
    assertTrue(cut.endsWith("ends early: the gzip stream is cut off."), cut);
    assertEquals("x.tsv, line 1: is not UTF-8 text.", fault("x.tsv", new byte[] {(byte) 0xff}));
    Path none = folder.resolve("none.tsv");
    assertEquals(
        none + " is no file.",
        assertThrows(InvalidFileException.class, () -> MrlTable.read(none)).getMessage());
  }
}
