package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.Qed;
import java.util.List;
import java.util.function.Function;

/** Drug-likeness. */
public final class QedScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "qed";
  }

  @Override
  public String summary() {
    return "quantitative estimate of drug-likeness, 0 to 1";
  }

  @Override
  public String source() {
    return "Bickerton et al., Nature Chemistry 4 (2012), 90-98";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    return molecule -> Score.of(Qed.of(molecule).value());
  }
}
