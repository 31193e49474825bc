package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.SyntheticAccessibility;
import java.util.List;
import java.util.function.Function;

/** Synthetic accessibility, turned so that more is better. */
public final class SaScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "sa";
  }

  @Override
  public String summary() {
    return "synthetic accessibility as (10 - score)/9: 0 hard, 1 easy to make";
  }

  @Override
  public String source() {
    return "Ertl and Schuffenhauer, J. Cheminform. 1 (2009), 8; fragments counted on ZINC250k";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    return molecule -> Score.of(SyntheticAccessibility.normalised(molecule));
  }
}
