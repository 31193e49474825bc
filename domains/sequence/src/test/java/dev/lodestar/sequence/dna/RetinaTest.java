package dev.lodestar.sequence.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the retina's reporter assays, and their split by locus. */
class RetinaTest {
  private static final String HEADER = "label\tsequence\tlibrary\tactivity_vs_basal";

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(1);

  private String row(String label, String library, String activity) {
    String sequence = Alphabet.DNA.text(random.ints(164, 0, 4).toArray());
    return String.join("\t", label, sequence, library, activity);
  }

  private List<Site> read(List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    return Retina.read(Files.write(folder.resolve("t.tsv"), lines), 1);
  }

  @Test
  void activitiesAreLogarithmsFromZeroUp() throws IOException {
    List<Site> read =
        read(
            List.of(
                row("chr1-100-264_CPPE_WT", "1", "3"),
                row("chr1-100-264_CPPE_WT;del3", "2", "0"),
                row("chr2-100-264_CPPE_WT", "9a", "3"),
                row("scrambled_7", "3", "3")));
    assertEquals(2, read.size(), "another scale, and no locus");
    assertEquals(2, read.get(0).target(), 1e-12);
    assertEquals(0, read.get(1).target(), 1e-12);
    assertTrue(read.get(0).natural() && !read.get(1).natural());
  }

  /** Variants of a locus and loci that overlap, also through others, are never apart. */
  @Test
  void overlappingLociAreInOnePart() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int group = 0; group < 200; group++) {
      for (int i = 0; i < 3; i++) {
        int start = 10_000 * group + 100 * i;
        rows.add(row("chr3-%d-%d_A_WT".formatted(start, start + 164), "6", "1"));
        rows.add(row("chr3-%d-%d_A_WT;x".formatted(start, start + 164), "7", "1"));
      }
    }
    List<Site> read = read(rows);
    Set<Part> seen = EnumSet.noneOf(Part.class);
    for (int i = 0; i < read.size(); i++) {
      assertEquals(read.get(i - i % 6).part(), read.get(i).part(), "row " + i);
      seen.add(read.get(i).part());
    }
    assertEquals(EnumSet.allOf(Part.class), seen);
  }

  @Test
  void badRowsGetASentence() {
    List<String> negative = List.of(row("chr1-100-264_CPPE_WT", "1", "-0.5"));
    String says = assertThrows(InvalidFileException.class, () -> read(negative)).getMessage();
    assertTrue(says.contains("line 2") && says.contains("not below 0"), says);
    List<String> none = List.of(row("chr1-100-264_CPPE_WT", "9b", "1"));
    says = assertThrows(InvalidFileException.class, () -> read(none)).getMessage();
    assertTrue(says.contains("names a locus"), says);
  }
}
