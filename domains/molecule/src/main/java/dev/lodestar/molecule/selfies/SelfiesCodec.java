package dev.lodestar.molecule.selfies;

import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Between rows of tokens and molecules as canonical SMILES without stereochemistry. Every row is a
 * molecule.
 *
 * @param alphabet the tokens
 * @param length tokens a row
 */
public record SelfiesCodec(SelfiesAlphabet alphabet, int length) implements Codec<Tokens, String> {
  /** Long enough for every molecule of ZINC250k. */
  public static final SelfiesCodec ZINC = new SelfiesCodec(SelfiesAlphabet.ZINC, 72);

  @Override
  public List<String> decode(Tokens clean) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      out.add(decode(clean.row(i)));
    }
    return out;
  }

  /** The canonical SMILES of one row. */
  String decode(int[] row) {
    return Smiles.canonical(Derivation.molecule(alphabet.word(row)));
  }

  /**
   * @throws IllegalArgumentException with a sentence for a text that is no SMILES, or a molecule
   *     that the alphabet cannot spell or that is too long
   */
  @Override
  public Tokens encode(List<String> designs) {
    int[] data = new int[Math.multiplyExact(designs.size(), length)];
    for (int i = 0; i < designs.size(); i++) {
      System.arraycopy(row(designs.get(i)), 0, data, i * length, length);
    }
    return new Tokens(data, length);
  }

  /** The row of one SMILES. */
  int[] row(String smiles) {
    try {
      return alphabet.row(Spelling.of(Smiles.parse(smiles)), length);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(smiles + ": " + e.getMessage(), e);
    }
  }
}
