package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A scorer that is a formula of the molecule. Bad SMILES are infeasible, with the reader's
 * sentence.
 *
 * @param identity name and settings; equal identities are equal formulas
 * @param formula score of one molecule; shared by threads
 */
public record MoleculeReward(String identity, Function<Molecule, Score> formula)
    implements Reward<String> {
  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (String design : designs) {
      out.add(score(design));
    }
    return out;
  }

  private Score score(String design) {
    Molecule molecule;
    try {
      molecule = Smiles.read(design);
    } catch (IllegalArgumentException e) {
      return new Score.Infeasible(e.getMessage());
    }
    return formula.apply(molecule);
  }
}
