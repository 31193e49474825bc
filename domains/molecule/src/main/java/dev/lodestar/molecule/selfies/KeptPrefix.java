package dev.lodestar.molecule.selfies;

import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A scaffold as the fixed first tokens of every row. What follows hangs on its last atom, or closes
 * rings to it from there: so every row holds the scaffold, with all its bonds as they are.
 *
 * <p>For that the first free token begins with an atom, or is the end: a ring symbol there could
 * raise the order of a bond of the scaffold.
 *
 * @param tokens the scaffold's
 * @param barred tokens that may not follow at once
 * @param length tokens a row
 */
record KeptPrefix(int[] tokens, BitSet barred, int length) {
  private static final float NEVER = -1e9f;

  /**
   * @throws IllegalArgumentException with a sentence where it is no SMILES, cannot be spelt, or
   *     ends where nothing can grow
   */
  static KeptPrefix of(String scaffold, SelfiesCodec codec) {
    Molecule molecule = Smiles.read(scaffold);
    List<Symbol> word = Spelling.of(molecule);
    List<Symbol> grown = new ArrayList<>(word);
    grown.add(new Symbol.Atom(1, "C", 0));
    if (Smiles.read(Derivation.smiles(grown)).atoms() == molecule.atoms()) {
      throw new IllegalArgumentException(
          "Nothing can grow from the scaffold '%s': a model over SELFIES goes on from its last atom,"
                  .formatted(scaffold)
              + " which has no hydrogen to give. Write it so that it ends where it is to grow, as"
              + " \"O=Cc1ccccc1\" does; or use model = \"gdss-qm9\", which grows it everywhere.");
    }
    int[] tokens = codec.alphabet().tokens(word);
    if (tokens.length >= codec.length()) {
      throw new IllegalArgumentException(
          "The scaffold '%s' takes %d tokens; the model's molecules have at most %d, which must leave"
                  .formatted(scaffold, tokens.length, codec.length())
              + " some to grow.");
    }
    BitSet barred = new BitSet();
    for (int t = 1; t < codec.alphabet().size(); t++) {
      Symbol first = codec.alphabet().word(new int[] {t}).get(0);
      barred.set(t, !(first instanceof Symbol.Atom));
    }
    return new KeptPrefix(tokens, barred, codec.length());
  }

  /** For each position the token it must hold, or {@link MaskedProcess#FREE}. */
  int[] fixed() {
    int[] fixed = MaskedProcess.free(length);
    System.arraycopy(tokens, 0, fixed, 0, tokens.length);
    return fixed;
  }

  /** The network, which says what may follow the scaffold. */
  TokenDenoiser growing(TokenDenoiser network) {
    return new TokenDenoiser() {
      @Override
      public int vocabulary() {
        return network.vocabulary();
      }

      @Override
      public boolean timeIndependent() {
        return network.timeIndependent();
      }

      @Override
      public int evaluations() {
        return network.evaluations();
      }

      @Override
      public float[] logits(int[] states, int rows, int positions, double noise) {
        float[] out = network.logits(states, rows, positions, noise).clone();
        for (int row = 0; row < rows; row++) {
          int from = (row * positions + tokens.length) * vocabulary();
          barred.stream().forEach(t -> out[from + t] = NEVER);
        }
        return out;
      }
    };
  }
}
