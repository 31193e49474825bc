package dev.lodestar.sequence.motif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Exhibit;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotifTest {
  @TempDir Path folder;

  /** A matrix that allows one letter a position. */
  private static List<String> matrix(String name, String letters) {
    List<String> out = new ArrayList<>(List.of(">" + name));
    for (char c : letters.toCharArray()) {
      out.add(
          (c == 'A' ? 99 : 0)
              + "\t"
              + (c == 'C' ? 99 : 0)
              + "\t"
              + (c == 'G' ? 99 : 0)
              + "\t"
              + (c == 'T' ? 99 : 0));
    }
    return out;
  }

  private Path file(List<String> lines) throws IOException {
    return Files.write(folder.resolve("motifs.pfm"), lines);
  }

  private static int[] dna(String text) {
    return Alphabet.DNA.tokens(text);
  }

  @Test
  void aMotifIsFoundOnBothStrands() throws IOException {
    Motif motif = MotifFile.read(file(matrix("MA0046.2_MA0046.2.HNF1A", "GGTTAACT"))).get(0);
    assertTrue(motif.hits(dna("CCCGGTTAACTCCC")));
    assertTrue(motif.hits(dna("CCCAGTTAACCCCC")), "the reverse complement");
    assertFalse(motif.hits(dna("CCCGGTTACCTCCC")), "one letter off");
    assertFalse(motif.hits(dna("GGTTAAC")), "shorter than the motif");
    assertEquals("HNF1A", motif.factor());
    assertEquals("HNF", motif.family());
  }

  /**
   * A short motif's best word is commoner than one in 10,000, so nothing hits; in long random DNA a
   * degenerate motif hits about as often as its threshold says.
   */
  @Test
  void hitsAreAsRareAsTheThresholdSays() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] counts = new double[12][4];
    for (double[] position : counts) {
      for (int l = 0; l < 4; l++) {
        position[l] = random.nextInt(1, 30);
      }
    }
    Motif motif = Motif.of("degenerate", counts);
    int windows = 200_000;
    int hits = 0;
    for (int i = 0; i < windows; i++) {
      hits += motif.hits(random.ints(12, 0, 4).toArray()) ? 1 : 0;
    }
    // both strands: at most 40 are expected, and not far fewer; gates are 6 standard deviations
    double most = 2 * Motif.HIT * windows;
    assertTrue(hits < most + 6 * Math.sqrt(most), hits + " hits");
    assertTrue(hits > most / 3 - 6 * Math.sqrt(most / 3), hits + " hits");
    assertTrue(hits > 0);
    assertFalse(Motif.of("short", new double[][] {{9, 0, 0, 0}, {9, 0, 0, 0}}).hits(dna("AAAA")));
  }

  @Test
  void fishersTestAgreesWithCounting() {
    // 3 of 4 against 1 of 4: (C(4,3)C(4,1) + C(4,4)C(4,0)) / C(8,4)
    assertEquals(17 / 70.0, Enrichment.fisher(3, 4, 1, 4), 1e-12);
    assertEquals(1, Enrichment.fisher(0, 4, 2, 4), 1e-12);
  }

  @Test
  void theExhibitNamesTheFamilyThatDesignsGained() throws IOException {
    List<String> lines = new ArrayList<>(matrix("GATA1_HUMAN.H11MO.0.A", "AGATAAGG"));
    lines.addAll(matrix("MA0046.2_MA0046.2.HNF1A", "GGTTAACT"));
    MotifExhibit exhibit = new MotifExhibit(Optional.of(file(lines)));
    List<String> designs = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 10; i++) {
      String s = Alphabet.DNA.text(random.ints(40, 0, 4).toArray());
      samples.add(s);
      designs.add(s.substring(0, 10) + "GGTTAACT" + s.substring(18));
    }
    Exhibit table = exhibit.of(designs, samples);
    assertEquals(List.of("HNF", "HNF1A", "10 of 10", "0 of 10"), table.rows().get(0).subList(0, 4));
    assertEquals(1, table.rows().size(), "GATA is gained nowhere");
    assertTrue(exhibit.of(designs, List.of()).lead().startsWith("Not looked for"));
    String none = new MotifExhibit(Optional.empty()).of(designs, samples).lead();
    assertTrue(none.contains("LODESTAR_MOTIFS"), none);
  }

  @Test
  void badFilesAreNamedWithTheirLine() throws IOException {
    assertTrue(fault(List.of("1 2 3 4")).contains("line 1"));
    assertTrue(fault(List.of(">A", "1 2 3")).contains("four counts"));
    assertTrue(fault(List.of(">A", "1 2 -3 4")).contains("line 2"));
    assertTrue(fault(List.of(">A", ">B", "1 2 3 4")).contains("no positions"));
    assertTrue(fault(List.of("# nothing")).contains("holds no motif"));
    Path missing = folder.resolve("none.pfm");
    assertTrue(
        new MotifExhibit(Optional.of(missing))
            .of(List.of("A"), List.of("A"))
            .lead()
            .contains("none.pfm"));
  }

  private String fault(List<String> lines) throws IOException {
    Path file = file(lines);
    return assertThrows(InvalidFileException.class, () -> MotifFile.read(file)).getMessage();
  }
}
