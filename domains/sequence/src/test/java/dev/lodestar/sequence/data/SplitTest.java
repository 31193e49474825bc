package dev.lodestar.sequence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** Families of sequences that share stretches, in random order. */
  private static List<MrlRow> families(int families) {
    SplittableRandom random = new SplittableRandom(5);
    List<MrlRow> rows = new ArrayList<>();
    for (int f = 0; f < families; f++) {
      String parent = Alphabet.DNA.text(random.ints(80, 0, 4).toArray());
      for (int member = random.nextInt(4); member >= 0; member--) {
        int at = random.nextInt(30);
        rows.add(new MrlRow(parent.substring(at, at + 50), f, MrlSet.HUMAN50));
      }
    }
    for (int i = rows.size() - 1; i > 0; i--) {
      MrlRow swap = rows.get(i);
      int j = random.nextInt(i + 1);
      rows.set(i, rows.get(j));
      rows.set(j, swap);
    }
    return rows;
  }

  @Test
  void chainsOfSharedKmersAreOneCluster() {
    List<String> sequences = List.of("AAAACC", "GGGGTT", "TTACCG", "CCGGGG", "AAAACC");
    // 0 and 2 share ACC; 2 and 3 share CCG; 3 and 1 share GGG; 4 repeats 0
    assertArrayEquals(new int[] {0, 0, 0, 0, 0}, Clusters.of(sequences, 3));
    assertArrayEquals(new int[] {0, 1, 2, 1, 0}, Clusters.of(sequences, 4));
    assertArrayEquals(new int[] {0, 1}, Clusters.of(List.of("ACG", "ACG"), 4), "too short to link");
  }

  @Test
  void noTwoPartsShareAKmer() {
    Split split = Split.of(families(400), 1);
    Map<String, Part> owner = new HashMap<>();
    for (int i = 0; i < split.rows().size(); i++) {
      String s = split.rows().get(i).sequence();
      for (int at = 0; at + Split.KMER <= s.length(); at++) {
        Part part = split.parts().get(i);
        assertEquals(part, owner.computeIfAbsent(s.substring(at, at + Split.KMER), k -> part));
      }
    }
  }

  @Test
  void partsHaveTheirShares() {
    List<MrlRow> rows = families(4000);
    Split split = Split.of(rows, 2);
    Map<Part, Double> share = new EnumMap<>(Part.class);
    split.parts().forEach(p -> share.merge(p, 1.0 / rows.size(), Double::sum));
    // five standard errors of 4000 clusters of up to 4 rows
    assertEquals(0.11, share.get(Part.TEST), 0.035);
    assertEquals(0.445 * 0.94, share.get(Part.GUIDING), 0.055);
    assertEquals(0.445 * 0.94, share.get(Part.HELD_OUT), 0.055);
    assertEquals(0.445 * 0.06, share.get(Part.GUIDING_VALIDATION), 0.02);
    assertEquals(0.445 * 0.06, share.get(Part.HELD_OUT_VALIDATION), 0.02);
  }

  @Test
  void theSeedDecides() {
    List<MrlRow> rows = families(100);
    assertEquals(Split.of(rows, 3), Split.of(rows, 3));
    assertNotEquals(Split.of(rows, 3), Split.of(rows, 4));
  }

  @Test
  void selectionKeepsTheFilesOrder() {
    List<MrlRow> rows = families(50);
    Split split = Split.of(rows, 1);
    List<MrlRow> all = split.select(List.of(Part.values()), List.of(MrlSet.values()));
    assertEquals(rows, all);
    assertTrue(split.select(List.of(Part.values()), List.of(MrlSet.RANDOM50)).isEmpty());
  }
}
