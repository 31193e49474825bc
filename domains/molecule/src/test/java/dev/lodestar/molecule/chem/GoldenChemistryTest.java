package dev.lodestar.molecule.chem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.molecule.Golden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading, writing and aromaticity agree with RDKit's record. */
class GoldenChemistryTest {
  @Test
  void validityAgrees() {
    List<String> differ = new ArrayList<>();
    for (String line :
        Golden.lines(Golden.shared("golden/rdkit_validity.tsv")).stream().skip(1).toList()) {
      String smiles = line.substring(0, line.indexOf('\t'));
      boolean valid;
      try {
        Smiles.read(smiles);
        valid = true;
      } catch (IllegalArgumentException e) {
        valid = false;
      }
      if (valid != line.endsWith("1")) {
        differ.add(smiles);
      }
    }
    assertEquals(List.of(), differ);
  }

  @Test
  void aromaticAtomsAgree() {
    int wrong = 0;
    List<Golden.Row> rows = Golden.properties();
    for (Golden.Row row : rows) {
      Molecule molecule = Smiles.read(row.smiles());
      int mine = 0;
      for (int a = 0; a < molecule.atoms(); a++) {
        mine += molecule.aromaticAtom(a) ? 1 : 0;
      }
      int theirs = aromatic(row.canonical());
      if (mine != theirs) {
        wrong++;
        System.out.println("aromatic atoms " + mine + " for " + theirs + ": " + row.canonical());
      }
    }
    assertTrue(wrong <= rows.size() / 1000, wrong + " of " + rows.size() + " differ");
  }

  /** Lower-case atoms, in brackets and out. */
  private static int aromatic(String smiles) {
    int n = 0;
    String bare = smiles.replaceAll("Cl|Br", "X");
    for (int i = 0; i < bare.length(); i++) {
      if (bare.charAt(i) == '[') {
        int close = bare.indexOf(']', i);
        String label = bare.substring(i + 1, close).replaceFirst("^\\d+", "");
        n += Character.isLowerCase(label.charAt(0)) ? 1 : 0;
        i = close;
      } else {
        n += Character.isLowerCase(bare.charAt(i)) ? 1 : 0;
      }
    }
    return n;
  }

  /** Where only stereo marks tell atoms apart, two writings may remain: few, and all with marks. */
  @Test
  void canonicalFormDoesNotDependOnTheWriting() {
    int two = 0;
    List<Golden.Row> rows =
        Golden.properties().stream().filter(r -> r.smiles().length() % 3 == 0).toList();
    for (Golden.Row row : rows) {
      String one = Smiles.canonical(row.smiles());
      String other = Smiles.canonical(row.canonical());
      assertEquals(one, Smiles.canonical(one), "written twice");
      if (!one.equals(other)) {
        two++;
        assertTrue(one.contains("@"), one + " and " + other);
      }
    }
    assertTrue(two <= rows.size() / 100, two + " of " + rows.size() + " differ");
  }
}
