package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.molecule.chem.Smiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which words become molecules, one by one. */
class DerivationTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # chains and bond orders
          [C][C][O], CCO
          [C][=O], C=O
          [C][#N], C#N
          # a bond that does not fit gets lower
          [O][#C], C=O
          [F][=C][C], CCF
          # behind an atom without free bonds nothing is read
          [C][F][C][C], CF
          [C][=O][C][C], C=O
          # branches: the index says how many symbols, less one
          [C][C][Branch1][C][O][C], CC(C)O
          [C][C][=Branch1][C][=O][O], CC(=O)O
          [C][C][Branch1][Ring1][C][C][C], CCC(C)C
          # a branch that ends early swallows the rest of its symbols
          [C][C][Branch1][Ring2][F][C][C][O], C(C)(O)F
          # a branch where there is no bond for it is passed over, its digits become atoms
          [F][Branch1][C][C], FCC
          # rings: the index counts atoms back, less one
          [C][=C][C][=C][C][=C][Ring1][=Branch1], c1ccccc1
          [C][C][C][Ring1][Ring1], C1CC1
          # a ring that reaches before the first atom ends there
          [C][C][C][C][Ring1][P], C1CCC1
          # a ring to a neighbour raises the bond
          [C][C][Ring1][C], C=C
          # a closure takes what is left, here nothing
          [F][C][C][Ring1][Ring1], FCC
          # what is no digit counts as 0
          [C][C][Branch1][F][O][C], CC(C)O
          # charges, and hydrogens that fill them
          [C][N+1], C[NH3+]
          [C][N+1][=Branch1][C][=O][O-1], C[N+](=O)[O-]
          [C][S][=Branch1][C][=O][=Branch1][C][=O][C], CS(=O)(=O)C
          # nothing is read behind the end
          [C][C][end][O], CC
          # words without atoms
          [end][C], C
          [Ring1][Branch1], C
          """)
  void wordsBecomeMolecules(String word, String smiles) {
    assertEquals(
        Smiles.canonical(smiles), Smiles.canonical(Derivation.smiles(SymbolTest.symbols(word))));
  }
}
