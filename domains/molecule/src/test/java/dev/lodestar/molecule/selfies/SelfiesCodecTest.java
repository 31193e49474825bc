package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Tokens;
import dev.lodestar.molecule.Golden;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every row is a molecule, and every molecule of the data comes back. */
class SelfiesCodecTest {
  /** Symbols, and merges of the kind that are learned. */
  private static final SelfiesCodec CODEC =
      new SelfiesCodec(
          SelfiesAlphabet.ZINC
              .with(new SelfiesAlphabet.Pair(2, 1))
              .with(new SelfiesAlphabet.Pair(40, 40))
              .with(new SelfiesAlphabet.Pair(31, 1))
              .with(new SelfiesAlphabet.Pair(42, 14)),
          72);

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
    List<String> canonical = given.stream().map(Smiles::canonical).toList();
    assertEquals(canonical, CODEC.decode(CODEC.encode(given)));
  }

  @Test
  void randomRowsAreMolecules() {
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 1000; n++) {
      // The end is left out of most, or the words would all be short.
      int least = n % 10 == 0 ? 0 : 1;
      int[] row = random.ints(CODEC.length(), least, CODEC.alphabet().size()).toArray();
      Molecule molecule = Smiles.read(CODEC.decode(new Tokens(row, row.length)).get(0));
      Spelling.of(molecule); // refuses molecules in pieces
      for (int atom = 0; atom < molecule.atoms(); atom++) {
        requireClosedShell(molecule, atom);
      }
      assertEquals(Smiles.write(molecule), Smiles.canonical(Smiles.write(molecule)), "read back");
    }
  }

  /** Bonds and hydrogens make one of the element's valences, counted without the codec's table. */
  private static void requireClosedShell(Molecule molecule, int atom) {
    int charge = molecule.charge(atom);
    List<Integer> allowed =
        switch (molecule.element(atom)) {
          case 6 -> List.of(4 - Math.abs(charge));
          case 7 -> List.of(3 + charge);
          case 8 -> List.of(2 + charge);
          case 15 -> charge == 1 ? List.of(4) : List.of(3, 5);
          case 16 -> charge == 1 ? List.of(3, 5) : charge == -1 ? List.of(1) : List.of(2, 4, 6);
          case 9, 17, 35, 53 -> List.of(1);
          default -> List.of();
        };
    int valence = molecule.valence(atom);
    assertTrue(allowed.contains(valence), "atom " + atom + " of " + molecule + ": " + valence);
  }

  @Test
  void whatCannotBeSpeltIsNamed() {
    for (String[] c :
        new String[][] {
          {"CC.O", "in one piece"},
          {"C[Si](C)C", "no closed shell"},
          {"[Fe]", "no atom Fe with charge +0"},
          {"C[CH]C", "no closed shell"},
          {"C1CC", "The SMILES 'C1CC'"},
          {"C[Si](C)(C)C", "does not know [Si]"},
          {"C".repeat(80), "80 tokens; the model has room for 72"}
        }) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> CODEC.encode(List.of(c[0])));
      assertTrue(e.getMessage().contains(c[1]), e.getMessage());
    }
  }

  @Test
  void zincComesBack() {
    List<String> all = Golden.lines(Golden.shared("data/molecule/zinc250k.smi.gz"));
    List<String> some =
        IntStream.range(0, all.size()).filter(n -> n % 100 == 0).mapToObj(all::get).toList();
    assertTrue(some.size() > 2000, some.size() + " molecules");
    List<String> back = CODEC.decode(CODEC.encode(some));
    for (int i = 0; i < some.size(); i++) {
      assertEquals(withoutStereo(some.get(i)), back.get(i));
    }
  }

  private static String withoutStereo(String smiles) {
    return Smiles.canonical(smiles.replace("@", "").replace("/", "").replace("\\", ""));
  }

  @Test
  void mergesAreReadAndWritten() {
    SelfiesAlphabet alphabet = CODEC.alphabet();
    assertEquals(44, alphabet.size());
    assertEquals(alphabet.toString(), SelfiesAlphabet.parse(alphabet.toString()).toString());
    int[] tokens = alphabet.tokens(SymbolTest.symbols("[C][=C][C][=C][C][=C][=Branch1][C][=O]"));
    assertArrayEquals(new int[] {1, 41, 2, 43}, tokens);
    for (String bad :
        new String[] {"[C]", "[end] [C] [C]", "[end] [C] 0+1", "[end] [C] 1+2", "[end] x"}) {
      assertThrows(IllegalArgumentException.class, () -> SelfiesAlphabet.parse(bad));
    }
  }

  @Test
  void theCommonestPairIsMergedFirst() {
    SelfiesAlphabet learned =
        Merging.learn(
            SelfiesAlphabet.ZINC,
            List.of(new int[] {1, 2, 1, 2, 5}, new int[] {1, 2, 1, 2}, new int[] {5, 5}),
            42);
    assertTrue(learned.toString().endsWith(" 1+2 40+40"), learned.toString());
  }
}
