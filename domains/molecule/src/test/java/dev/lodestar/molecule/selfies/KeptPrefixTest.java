package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Tokens;
import dev.lodestar.molecule.Holding;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptPrefixTest {
  private static final SelfiesCodec CODEC = new SelfiesCodec(SelfiesAlphabet.ZINC, 40);

  /** Rows in which everything behind the prefix is drawn evenly; how many lost the scaffold. */
  private static int lost(KeptPrefix prefix, String scaffold, int rows) {
    Molecule kept = Smiles.read(scaffold);
    SplittableRandom random = new SplittableRandom(7);
    int lost = 0;
    for (int i = 0; i < rows; i++) {
      int[] row = prefix.fixed();
      for (int k = prefix.tokens().length; k < row.length; k++) {
        do {
          row[k] = random.nextInt(1, CODEC.alphabet().size());
        } while (k == prefix.tokens().length && prefix.barred().get(row[k]));
      }
      String smiles = CODEC.decode(new Tokens(row, row.length)).get(0);
      lost += Holding.holds(Smiles.read(smiles), kept) ? 0 : 1;
    }
    return lost;
  }

  @ParameterizedTest
  @CsvSource({"c1ccncc1", "O=CC", "O=C1CCCN1", "CC(=O)Nc1ccccc1", "C1CC1C"})
  void everyRowHoldsTheScaffold(String scaffold) {
    assertEquals(0, lost(KeptPrefix.of(scaffold, CODEC), scaffold, 500));
  }

  @Test
  void aRingSymbolRightBehindWouldBreakIt() {
    KeptPrefix prefix = KeptPrefix.of("FCCN", CODEC);
    KeptPrefix open = new KeptPrefix(prefix.tokens(), new BitSet(), prefix.length());
    assertEquals(0, lost(prefix, "FCCN", 300));
    assertTrue(lost(open, "FCCN", 300) > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c1ccccc1F | Nothing can grow",
        "CC(C)=O | Nothing can grow",
        "C1CC | SMILES",
        "CC.CC | one piece",
        "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC | at most 40",
      })
  void whatCannotBeKeptIsRefused(String scaffold, String says) {
    String fault =
        assertThrows(IllegalArgumentException.class, () -> KeptPrefix.of(scaffold.strip(), CODEC))
            .getMessage();
    assertTrue(fault.contains(says.strip()), fault);
  }
}
