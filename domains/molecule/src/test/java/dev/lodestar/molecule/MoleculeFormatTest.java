package dev.lodestar.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoleculeFormatTest {
  private final MoleculeFormat format = new MoleculeFormat();

  private String fault(String smiles) {
    return assertThrows(IllegalArgumentException.class, () -> format.parse(smiles)).getMessage();
  }

  @Test
  void oneTextForEveryWriting() {
    assertEquals(format.parse("OCC"), format.parse(" C(O)C "));
    assertEquals(format.parse("C1=CC=CC=C1O"), format.parse("Oc1ccccc1"));
    assertEquals(format.parse("CN(=O)=O"), format.parse("C[N+](=O)[O-]"));
    assertEquals(format.parse("CCO"), format.text("C(C)O"));
  }

  @Test
  void faultsNameTheColumn() {
    assertEquals(
        "The SMILES 'CC(C)(C)(C)C', column 2: C has valence 5; it takes at most 4.",
        fault("CC(C)(C)(C)C"));
    assertEquals("The SMILES 'CCX', column 3: unexpected character.", fault("CCX"));
    assertTrue(fault("C1CC").contains("column 4: unclosed ring"), fault("C1CC"));
    assertTrue(fault("CCN(C)(C)(C)C").contains("column 3: N has valence 5"));
    assertTrue(fault("c1ccnc1").contains("Kekulé"), fault("c1ccnc1"));
    assertEquals("The SMILES is empty; a molecule has at least one atom.", fault(" "));
  }

  @Test
  void whatIsNoMoleculeKeepsItsText() {
    assertEquals("CC(", format.text("CC("));
    assertEquals(Optional.empty(), format.picture("CC("));
  }

  @Test
  void pictureIsOneElementWithItsLetters() {
    String svg = format.picture("C[N+](C)(C)CC(=O)Oc1ccccc1Cl").orElseThrow();
    assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>"));
    assertTrue(svg.contains(">Cl<") && svg.contains("+</tspan>"), svg);
    assertEquals(svg, format.picture("C[N+](C)(C)CC(=O)Oc1ccccc1Cl").orElseThrow());
  }

  @Test
  void writesSmilesAndStructures(@TempDir Path folder) throws IOException {
    List<Path> files =
        format.write(folder, List.of("one", "two", "three"), List.of("OCC", "CC(", "c1ccccc1"));
    assertEquals(
        List.of(format.parse("CCO") + "\tone", "CC(\ttwo", "c1ccccc1\tthree"),
        Files.readAllLines(files.get(0)));
    String sdf = Files.readString(files.get(1));
    assertEquals(2, sdf.split("\\$\\$\\$\\$\n").length);
    assertTrue(sdf.startsWith("one\n"), sdf);
    assertTrue(sdf.contains("V2000") && sdf.contains("M  END\n> <SMILES>\nc1ccccc1\n"), sdf);
  }
}
