package dev.lodestar.molecule.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Scaffold;
import dev.lodestar.molecule.chem.Smiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final List<String> SET =
      List.of("CCO", "OCC", "CC(", "c1ccccc1C", "C1CCCCC1", "N[C@@H](C)C(=O)O", "N[C@H](C)C(=O)O");

  @Test
  void countsOfASet() {
    assertEquals(6.0 / 7, Molecules.validity().of(SET), 1e-12);
    assertEquals(4.0 / 6, Molecules.uniqueness().of(SET), 1e-12, "stereo is set aside");
    assertEquals(3.0 / 6, Molecules.scaffolds().of(SET), 1e-12, "benzene, cyclohexane, none");
    assertEquals(0, Molecules.diversity().of(List.of("CCO", "OCC")), 1e-12);
    assertTrue(Molecules.diversity().of(List.of("CCCCO", "c1ccncc1")) > 0.9);
  }

  @Test
  void scaffoldsKeepRingsAndWhatLinksThem() {
    assertEquals(
        Optional.of(Smiles.canonical("O=C(Nc1ccccc1)c1ccncc1")),
        Scaffold.of(Smiles.read("CCOc1ccc(cc1)NC(=O)c1ccnc(Cl)c1")));
    assertEquals(Optional.empty(), Scaffold.of(Smiles.read("CCO")));
    assertEquals(
        Optional.of(Smiles.canonical("c1cc[nH]c1")), Scaffold.of(Smiles.read("CCn1cccc1C")));
  }

  private static Reference reference(String... smiles) {
    return Reference.of(() -> Stream.of(smiles).map(Smiles::read).iterator());
  }

  @Test
  void aReferenceKnowsItsCompoundsAfterWritingToo() throws IOException {
    Reference made = reference("CCO", "c1ccccc1C", "N[C@@H](C)C(=O)O", "CCN", "ClCCCl");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    made.write(bytes);
    Reference read = Reference.read(new ByteArrayInputStream(bytes.toByteArray()));
    for (Reference r : List.of(made, read)) {
      assertEquals(5, r.size());
      assertTrue(r.holds(Smiles.read("C(O)C")) && r.holds(Smiles.read("N[C@H](C)C(=O)O")));
      assertFalse(r.holds(Smiles.read("CCS")));
      assertEquals(0.5, r.novelty("x").of(List.of("CCS", "CCO", "CC(")), 1e-12);
      assertEquals(
          0, r.frechet("x").of(List.of("CCO", "c1ccccc1C", "NC(C)C(=O)O", "CCN", "ClCCCl")), 1e-9);
      assertTrue(r.frechet("x").of(List.of("CCCCCCCCCC", "CCCCCCCCCCCC")) > 1);
    }
    assertThrows(IOException.class, () -> Reference.read(new ByteArrayInputStream(new byte[9])));
  }

  @Test
  void zincIsShipped() {
    Reference zinc = Reference.zinc250k();
    assertTrue(zinc.size() > 240_000, "compounds: " + zinc.size());
    Molecule known = Smiles.read("CC(C)(C)c1ccc2occ(CC(=O)Nc3ccccc3F)c2c1");
    assertTrue(zinc.holds(known));
    assertFalse(zinc.holds(Smiles.read("CC(C)(C)c1ccc2occ(CC(=O)Nc3ccccc3I)c2c1")));
  }
}
