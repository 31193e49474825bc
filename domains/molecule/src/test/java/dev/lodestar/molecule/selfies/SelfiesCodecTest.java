package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Every row is a molecule, and every molecule of the data comes back. */
class SelfiesCodecTest {
  private static final SelfiesCodec CODEC = SelfiesCodec.ZINC;

  @Test
  void moleculesComeBack() {
    List<String> given =
        List.of(
            "C",
            "c1ccccc1",
            "CC(=O)Oc1ccccc1C(=O)O",
            "Cn1cnc2c1c(=O)n(C)c(=O)n2C",
            "C[NH+]1CCN(CC1)S(=O)(=O)c1ccc(cc1)[N+](=O)[O-]",
            "O=C([O-])C12CC3CC(CC(C3)C1)C2",
            "FC(F)(F)c1cc(Br)c(Cl)c(I)c1",
            "CP(=O)(O)OC#CC#N",
            "[S-]C1=NN=C[n-]1",
            "C1CC11CCC2(CC1)OCCO2");
    List<String> canonical = given.stream().map(s -> Smiles.canonical(Smiles.parse(s))).toList();
    assertEquals(canonical, CODEC.decode(CODEC.encode(given)));
  }

  @Test
  void randomRowsAreMolecules() {
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 3000; n++) {
      // The end is left out of most, or the words would all be short.
      int least = n % 10 == 0 ? 0 : 1;
      int[] row = random.ints(CODEC.length(), least, CODEC.alphabet().size()).toArray();
      IAtomContainer molecule = Derivation.molecule(CODEC.alphabet().word(row));
      assertTrue(ConnectivityChecker.isConnected(molecule));
      for (IAtom atom : molecule.atoms()) {
        requireClosedShell(molecule, atom);
      }
      String smiles = CODEC.decode(row);
      assertEquals(smiles, Smiles.canonical(Smiles.parse(smiles)), "read back");
    }
  }

  /** Bonds and hydrogens make one of the element's valences, counted without the codec's table. */
  private static void requireClosedShell(IAtomContainer molecule, IAtom atom) {
    int valence = atom.getImplicitHydrogenCount();
    for (IBond bond : molecule.getConnectedBondsList(atom)) {
      valence += bond.getOrder().numeric();
    }
    int charge = atom.getFormalCharge();
    List<Integer> allowed =
        switch (atom.getSymbol()) {
          case "C" -> List.of(4 - Math.abs(charge));
          case "N" -> List.of(3 + charge);
          case "O" -> List.of(2 + charge);
          case "P" -> charge == 1 ? List.of(4) : List.of(3, 5);
          case "S" -> charge == 1 ? List.of(3, 5) : charge == -1 ? List.of(1) : List.of(2, 4, 6);
          case "F", "Cl", "Br", "I" -> List.of(1);
          default -> List.of();
        };
    assertTrue(allowed.contains(valence), atom.getSymbol() + charge + " has valence " + valence);
  }

  @Test
  void whatCannotBeSpeltIsNamed() {
    for (String[] c :
        new String[][] {
          {"CC.O", "in one piece"},
          {"C[Si](C)C", "no closed shell"},
          {"[Fe]", "no atom Fe with charge +0"},
          {"C[CH]C", "no closed shell"},
          {"C1CC", "no SMILES"},
          {"C[Si](C)(C)C", "does not know [Si]"},
          {"C".repeat(80), "80 symbols; the model has room for 72"}
        }) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> CODEC.encode(List.of(c[0])));
      assertTrue(e.getMessage().contains(c[1]), e.getMessage());
    }
  }

  @Test
  void zincComesBack() throws IOException {
    Path file =
        Path.of(System.getProperty("lodestar.root"), "../shared/data/molecule/zinc250k.smi.gz");
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: the round trip over ZINC250k needs " + file);
      Assumptions.abort();
    }
    int seen = 0;
    int back = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String line;
      for (int n = 0; (line = lines.readLine()) != null; n++) {
        if (n % 100 == 0) {
          seen++;
          Tokens row = CODEC.encode(List.of(line));
          String canonical = Smiles.canonical(Smiles.parse(line));
          back += CODEC.decode(row).get(0).equals(canonical) ? 1 : 0;
        }
      }
    }
    assertTrue(seen > 2000, seen + " molecules");
    assertEquals(seen, back);
  }
}
