package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.Crippen;
import java.util.List;
import java.util.function.Function;

/** Lipophilicity. */
public final class LogPScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "logp";
  }

  @Override
  public String summary() {
    return "octanol-water partition coefficient, about -4 to 8; give it a transform";
  }

  @Override
  public String source() {
    return "Wildman and Crippen, J. Chem. Inf. Comput. Sci. 39 (1999), 868-873";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    return molecule -> Score.of(Crippen.logP(molecule));
  }
}
