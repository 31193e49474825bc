package dev.lodestar.sequence.protein.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.protein.Shared;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.TokenGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdbFileTest {
  @TempDir Path temp;

  /** An ATOM record; {@code place} is chain, number and insertion code, columns 22 to 27. */
  static String atom(String name, String residue, String place, double x) {
    return String.format(
        Locale.ROOT,
        "ATOM      1  %-3s %3s %-6s   %8.3f%8.3f%8.3f  1.00 10.00           %s",
        name,
        residue,
        place,
        x,
        0.0,
        0.0,
        name.charAt(0));
  }

  private Path file(String... lines) throws IOException {
    return Files.write(temp.resolve("x.pdb"), List.of(lines));
  }

  private String fault(String... lines) throws IOException {
    Path file = file(lines);
    return assertThrows(InvalidFileException.class, () -> PdbFile.read(file)).getMessage();
  }

  @Test
  void residuesAreToldApartByNumberAndInsertionCode() throws IOException {
    String methionine = atom("N", "MSE", "A  53 ", 4).replace("ATOM  ", "HETATM");
    String water = atom("O", "HOH", "A 201 ", 9).replace("ATOM  ", "HETATM");
    Chain chain =
        PdbFile.read(
                file(
                    "HEADER    ANYTHING",
                    atom("N", "ALA", "A  -1 ", 0),
                    atom("CA", "ALA", "A  -1 ", 1),
                    atom("H", "ALA", "A  -1 ", 2),
                    atom("N", "TRP", "A  52 ", 2),
                    atom("N", "HIS", "A  52A", 3),
                    methionine,
                    water,
                    "ENDMDL",
                    atom("N", "GLY", "A  99 ", 5)))
            .chain("");
    assertEquals("AWHM", chain.sequence());
    assertEquals(
        List.of("-1", "52", "52A", "53"), chain.residues().stream().map(Residue::label).toList());
    assertEquals(2, chain.residues().get(0).atoms().size(), "a hydrogen is no heavy atom");
    assertEquals(2, chain.position("52A"));
    assertEquals(1, chain.residues().get(0).distance(chain.residues().get(1)), 1e-9);
  }

  @Test
  void everyAlternateLocationIsAnAtomAndTheFirstNameHolds() throws IOException {
    String second = atom("CB", "SER", "A   1 ", 9);
    String other = second.substring(0, 16) + "B" + atom("CB", "THR", "A   1 ", 7).substring(17);
    Chain chain =
        PdbFile.read(
                file(atom("CB", "SER", "A   1 ", 1), second, other, atom("N", "GLY", "A   2 ", 10)))
            .chain("A");
    assertEquals("SG", chain.sequence());
    assertEquals(1, chain.residues().get(0).distance(chain.residues().get(1)), 1e-9);
  }

  @Test
  void aChainMustBeNamedWhereThereAreSeveral() throws IOException {
    PdbFile two = PdbFile.read(file(atom("N", "ALA", "A   1 ", 0), atom("N", "GLY", "B   1 ", 5)));
    assertEquals("G", two.chain("B").sequence());
    for (String name : List.of("", "C")) {
      String says = assertThrows(InvalidFileException.class, () -> two.chain(name)).getMessage();
      assertTrue(says.contains("A (1 residues), B (1 residues)"), says);
    }
  }

  @Test
  void faultsNameLineAndColumns() throws IOException {
    String good = atom("N", "ALA", "A   1 ", 0);
    assertTrue(
        fault(good, good.replace("   0.000   0.000   0.000", "   0.0x0   0.000   0.000"))
            .contains("x.pdb, line 2: columns 31-38 hold '0.0x0'"));
    assertTrue(
        fault(good, atom("N", "XYZ", "A   2 ", 0)).contains("line 2: columns 18-20 hold 'XYZ'"));
    assertTrue(
        fault(good, atom("N", "GLY", "A  2x ", 0)).contains("line 2: columns 23-26 hold '2x'"));
    assertTrue(fault(good, good.substring(0, 40)).contains("line 2: an atom takes at least 54"));
    assertTrue(
        fault(good, atom("N", "GLY", "A   2 ", 0), atom("N", "ALA", "A   1 ", 0))
            .contains("line 3: columns 23-27: residue 1 of chain A comes a second time"));
    assertTrue(fault("HEADER    NOTHING").contains("has no ATOM record"));
  }

  @Test
  void aChainBreaksWhereTheBondIsMissing() throws IOException {
    Chain chain =
        PdbFile.read(
                file(
                    atom("N", "ALA", "A   1 ", 0),
                    atom("C", "ALA", "A   1 ", 1),
                    atom("N", "GLY", "A   2 ", 2.3),
                    atom("C", "GLY", "A   2 ", 3),
                    atom("N", "GLY", "A   3 ", 9),
                    atom("CA", "GLY", "A   4 ", 11),
                    atom("CA", "GLY", "A   7 ", 12)))
            .chain("");
    assertEquals(List.of(1, 3), chain.breaks());
  }

  @Test
  void fixedResiduesAreCountedAsTheFileDoes() throws IOException {
    Chain chain =
        PdbFile.read(
                file(
                    atom("N", "ALA", "A  -1 ", 0),
                    atom("N", "CYS", "A   5 ", 1),
                    atom("N", "ASP", "A   5A", 2),
                    atom("N", "GLU", "A   6 ", 3)))
            .chain("");
    assertEquals(Map.of(0, "A", 1, "C", 2, "D"), FixedResidues.of("5 - 5A, -1", chain));
    assertTrue(FixedResidues.of(" ", chain).isEmpty());
    for (String bad : List.of("7", "5,", "5A-5")) {
      String says =
          assertThrows(IllegalArgumentException.class, () -> FixedResidues.of(bad, chain))
              .getMessage();
      assertTrue(says.startsWith("task.fixed"), says);
    }
  }

  /** The graph that ProteinSolver's own program made of the same files. */
  @ParameterizedTest
  @ValueSource(strings = {"5L33", "1n5uA03", "6MRR"})
  void theGraphIsTheRecordedOne(String name) throws IOException {
    Chain chain = PdbFile.read(Shared.file("data/protein/pdb/" + name + ".pdb")).chain("A");
    SafeTensors golden = SafeTensors.read(Shared.file("golden/proteinsolver_forward.safetensors"));
    int[] residues = InverseFoldingTask.LETTERS.tokens(chain.sequence());
    assertEquals(List.of(), chain.breaks());
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        golden.get(name + ".native").ints(), residues);
    int[] rows = golden.get(name + ".edge_row").ints();
    int[] columns = golden.get(name + ".edge_col").ints();
    float[] features = golden.get(name + ".edge_attr").floats();
    Map<List<Integer>, Integer> recorded = new HashMap<>();
    for (int k = 0; k < rows.length; k++) {
      recorded.put(List.of(rows[k], columns[k]), k);
    }
    TokenGraph graph = ResidueGraph.of(chain);
    assertEquals(rows.length, graph.edges());
    for (int k = 0; k < rows.length; k++) {
      int at = recorded.get(List.of(graph.rows()[k], graph.columns()[k]));
      assertEquals(features[2 * at], graph.features()[2 * k], 1e-5);
      assertEquals(features[2 * at + 1], graph.features()[2 * k + 1], 1e-5);
    }
  }
}
