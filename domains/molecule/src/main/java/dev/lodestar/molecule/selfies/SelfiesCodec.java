package dev.lodestar.molecule.selfies;

import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.molecule.chem.Smiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Between rows of tokens and molecules as canonical SMILES without stereochemistry. Every row is a
 * molecule.
 *
 * @param alphabet the tokens
 * @param length tokens a row
 */
public record SelfiesCodec(SelfiesAlphabet alphabet, int length) implements Codec<Tokens, String> {
  @Override
  public List<String> decode(Tokens clean) {
    // Many rows of a batch are equal.
    Map<List<Symbol>, String> known = new HashMap<>();
    List<String> out = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      List<Symbol> word = alphabet.word(clean.row(i));
      out.add(known.computeIfAbsent(word, w -> Smiles.canonical(Derivation.smiles(w))));
    }
    return out;
  }

  /**
   * @throws IllegalArgumentException with a sentence for a text that is no SMILES, or a molecule
   *     that the alphabet cannot spell or that is too long
   */
  @Override
  public Tokens encode(List<String> designs) {
    int[] data = new int[Math.multiplyExact(designs.size(), length)];
    for (int i = 0; i < designs.size(); i++) {
      String smiles = designs.get(i);
      try {
        int[] row = row(Spelling.of(Smiles.read(smiles)));
        System.arraycopy(row, 0, data, i * length, length);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(smiles + ": " + e.getMessage(), e);
      }
    }
    return new Tokens(data, length);
  }

  /** Whether a word is short enough. */
  boolean fits(List<Symbol> word) {
    return alphabet.tokens(word).length <= length;
  }

  /** The row of a word, filled with ends. */
  int[] row(List<Symbol> word) {
    int[] tokens = alphabet.tokens(word);
    if (tokens.length > length) {
      throw new IllegalArgumentException(
          "The molecule takes %d tokens; the model has room for %d"
              .formatted(tokens.length, length));
    }
    int[] row = Arrays.copyOf(tokens, length);
    Arrays.fill(row, tokens.length, length, SelfiesAlphabet.END);
    return row;
  }
}
