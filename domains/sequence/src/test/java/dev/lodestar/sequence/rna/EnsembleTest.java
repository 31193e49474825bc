package dev.lodestar.sequence.rna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.SequenceTable;
import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnsembleTest {
  private static final double CLOSE = 1e-10;
  private static final String BRANCHED = "GGAGGAAACCAGGAAACCACC";

  private static Loops loops(String rna) {
    return new Loops(Alphabet.RNA.tokens(rna));
  }

  /** Random ones of 13 to 16 bases, and one where a loop of branches weighs. */
  static Stream<String> shortOnes() {
    Random random = new Random(3);
    Stream<String> drawn =
        Stream.generate(
                () ->
                    random
                        .ints(13 + random.nextInt(4), 0, 4)
                        .collect(
                            StringBuilder::new,
                            (s, t) -> s.append("ACGU".charAt(t)),
                            StringBuilder::append)
                        .toString())
            .limit(40);
    return Stream.concat(drawn, Stream.of("A", "GGGGAAAACCCC", "GAGGAAACGACAC", BRANCHED));
  }

  @ParameterizedTest
  @MethodSource("shortOnes")
  void agreesWithEnumeration(String rna) {
    Loops loops = loops(rna);
    List<int[]> all = Structures.all(loops);
    int n = rna.length();
    double sum = 0;
    double[][] pairs = new double[n][n];
    double[] hairpin = new double[n];
    double[] exterior = new double[n];
    for (int[] partner : all) {
      double weight = Math.exp(-Structures.energy(loops, partner) / Turner2004.KT);
      sum += weight;
      for (int i = 0; i < n; i++) {
        if (partner[i] > i) {
          pairs[i][partner[i]] += weight;
          if (Structures.branches(partner, i + 1, partner[i] - 1).isEmpty()) {
            for (int u = i + 1; u < partner[i]; u++) {
              hairpin[u] += weight;
            }
          }
        }
      }
      for (int u = 0; u < n; u++) {
        int at = u;
        boolean free =
            partner[u] < 0
                && Structures.branches(partner, 0, n - 1).stream()
                    .noneMatch(b -> b[0] < at && at < b[1]);
        exterior[u] += free ? weight : 0;
      }
    }
    Ensemble ensemble = Ensemble.of(rna);
    assertEquals(-Turner2004.KT * Math.log(sum), ensemble.freeEnergy(), CLOSE);
    for (int i = 0; i < n; i++) {
      double free = 1;
      for (int j = 0; j < n; j++) {
        assertEquals(pairs[i][j] / sum, ensemble.pairs()[i][j], CLOSE);
        free -= (pairs[i][j] + pairs[j][i]) / sum;
      }
      assertEquals(free, ensemble.unpaired()[i], CLOSE);
      assertEquals(hairpin[i] / sum, ensemble.hairpin()[i], CLOSE);
      assertEquals(exterior[i] / sum, ensemble.exterior()[i], CLOSE);
    }
  }

  @Test
  void aLoopOfBranchesWeighs() {
    Loops loops = loops(BRANCHED);
    double energy = Structures.energy(loops, Structures.parse("((.((...)).((...)).))"));
    double sum = Math.exp(-Ensemble.of(BRANCHED).freeEnergy() / Turner2004.KT);
    assertTrue(Math.exp(-energy / Turner2004.KT) / sum > 1e3 * CLOSE);
  }

  /** By hand from the published tables. */
  @Test
  void energiesAreThoseOfTheTables() {
    assertEquals(3 * -3.3 + 5.6 - 1.1, energy("GGGGAAAACCCC", "((((....))))"), CLOSE);
    assertEquals(-3.4 + 3.7, energy("GCUUCGGC", "((....))"), CLOSE);
    assertEquals(-3.3 + 3.8 - 3.3 + 5.6 - 1.1, energy("GGAGAAAACCC", "((.(....)))"), CLOSE);
    assertEquals(-3.3 + 0.5 + 5.6 - 1.1, energy("GGAGAAAACACC", "((.(....).))"), CLOSE);
    assertEquals(
        -2.1 + 2.0 + 0.6 + 0.7 - 1.1 + 5.6 - 1.1,
        energy("CAGAGAAAACAAAUG", "((..(....)...))"),
        CLOSE);
    assertEquals(2 * -3.3 + 5.6 - 1.1 - 0.2 - 1.7, energy("AGGGAAAACCCA", ".(((....)))."), CLOSE);
    assertEquals(
        -3.3 + 9.3 - 3 * 0.9 + (-0.5 - 1.1) + 2 * (-0.2 - 1.7) + 2 * (-3.3 + 5.4),
        energy("GGAGGAAACCAGGAAACCACC", "((.((...)).((...)).))"),
        CLOSE);
  }

  private static double energy(String rna, String structure) {
    return Structures.energy(loops(rna), Structures.parse(structure));
  }

  @Test
  void aStemFoldsAndItsLoopDoesNot() {
    Ensemble e = Ensemble.of("AAGGGCGCUUCGGCGCCCAA");
    for (int i = 0; i < 6; i++) {
      assertTrue(e.pairs()[2 + i][17 - i] > 0.95, "pair " + i + ": " + e.pairs()[2 + i][17 - i]);
    }
    assertTrue(e.hairpin()[9] > 0.95);
    assertTrue(e.exterior()[0] > 0.95);
    assertEquals(e.freeEnergy(), Ensemble.of("aagggcgcttcggcgcccaa").freeEnergy());
  }

  /**
   * The structures that the data come with are another program's best guesses. Of their pairs most
   * should be likely, and most of what is likely should be among them.
   */
  @Test
  void agreesWithTheStructuresOfMeasuredRnas() throws IOException {
    SequenceTable table =
        SequenceTable.read(Shared.file("data/rna/openvaccine_rna_degradation.tsv.gz"));
    int sequence = table.column("sequence");
    int structure = table.column("structure");
    int given = 0;
    int likely = 0;
    int both = 0;
    for (int row = 0; row < table.rows().size(); row += 40) {
      Ensemble e = Ensemble.of(table.rows().get(row).get(sequence));
      int[] partner = Structures.parse(table.rows().get(row).get(structure));
      for (int i = 0; i < partner.length; i++) {
        for (int j = i + 1; j < partner.length; j++) {
          boolean told = partner[i] == j;
          boolean found = e.pairs()[i][j] > 0.5;
          given += told ? 1 : 0;
          likely += found ? 1 : 0;
          both += told && found ? 1 : 0;
        }
      }
    }
    assertTrue(both > 0.85 * given, both + " of " + given + " given pairs are likely");
    assertTrue(both > 0.85 * likely, both + " of " + likely + " likely pairs are given");
  }

  @Test
  void theLongestDoesNotOverflow() {
    Ensemble e = Ensemble.of("G".repeat(98) + "AAAA" + "C".repeat(98));
    assertTrue(Double.isFinite(e.freeEnergy()) && e.freeEnergy() < -300, "" + e.freeEnergy());
    assertTrue(e.pairs()[0][199] > 0.5 && e.pairs()[0][199] <= 1);
    String says =
        assertThrows(IllegalArgumentException.class, () -> Ensemble.of("A".repeat(201)))
            .getMessage();
    assertEquals("The sequence has 201 letters; RNAs of 1 to 200 are folded.", says);
  }
}
