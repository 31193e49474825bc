package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlphabetTest {
  @Test
  void tokensFollowTheOrderOfTheLetters() {
    assertArrayEquals(new int[] {0, 1, 2, 3}, Alphabet.DNA.tokens("ACGT"));
    assertEquals("ACGT", Alphabet.DNA.text(new int[] {0, 1, 2, 3}));
  }

  @Test
  void caseAndTheOtherNucleicAcidAreUnderstood() {
    assertEquals("ACGTT", Alphabet.DNA.canonical("acgtU"));
    assertEquals("ACGUU", Alphabet.RNA.canonical("acgtU"));
  }

  @Test
  void aBadLetterIsNamedWithItsColumn() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Alphabet.DNA.tokens("ACNG"))
            .getMessage();
    assertEquals(
        "Column 3 holds 'N', which is no DNA letter; the letters are ACGT (U is read as T).",
        message);
  }

  @Test
  void proteinsHaveNoAlias() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Alphabet.PROTEIN.tokens("MKB"))
            .getMessage();
    assertTrue(message.endsWith("the letters are ACDEFGHIKLMNPQRSTVWY."), message);
  }

  @Test
  void aMaskIsNoLetter() {
    assertThrows(IllegalArgumentException.class, () -> Alphabet.DNA.text(new int[] {0, 4}));
  }
}
