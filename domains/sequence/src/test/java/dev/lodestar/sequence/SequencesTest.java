package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SequencesTest {
  @Test
  void gcIsAShare() {
    assertEquals(0.75, Sequences.gc("GCGA"));
    assertEquals(0, Sequences.gc("AT"));
  }

  @Test
  void overlappingMotifsCount() {
    assertEquals(3, Sequences.count("AAAAA", "AAA"));
    assertEquals(0, Sequences.count("AC", "ACG"));
  }

  @Test
  void framesCountFromTheMainStart() {
    // the main ATG follows: an upstream one 3, 6, ... letters before the end shares its frame
    assertEquals(1, Sequences.upstreamStarts("CATG", true));
    assertEquals(0, Sequences.upstreamStarts("CATG", false));
    assertEquals(1, Sequences.upstreamStarts("ATGC", false));
    assertEquals(2, Sequences.upstreamStarts("ATGCATGCC"));
    assertEquals(1, Sequences.upstreamStarts("ATGCATGCC", true));
    assertEquals(1, Sequences.upstreamStarts("ATGCATGCC", false));
  }

  @Test
  void theLongestRunMayStandAtAnEnd() {
    assertEquals(3, Sequences.longestRun("CCCAA"));
    assertEquals(3, Sequences.longestRun("AACCC"));
    assertEquals(1, Sequences.longestRun("A"));
    assertEquals(0, Sequences.longestRun(""));
  }

  @Test
  void hammingCountsDifferences() {
    assertEquals(2, Sequences.hamming("ACGT", "TCGA"));
    assertThrows(IllegalArgumentException.class, () -> Sequences.hamming("A", "AC"));
  }

  @Test
  void stemsPairAroundALoop() {
    assertEquals(4, Sequences.longestStem("GGCCAAAGGCC", 3));
    assertEquals(3, Sequences.longestStem("GGCAAAGCC", 3), "G-C, G-C, C-G around AAA");
    assertEquals(2, Sequences.longestStem("GGAAATT", 3), "G pairs with T");
    assertEquals(0, Sequences.longestStem("GCGC", 3), "no room for the loop");
    assertEquals(0, Sequences.longestStem("AAAAAAAA", 3));
  }
}
