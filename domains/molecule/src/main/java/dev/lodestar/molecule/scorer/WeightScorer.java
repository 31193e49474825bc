package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.Weight;
import java.util.List;
import java.util.function.Function;

/** Molecular weight. */
public final class WeightScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "molecular-weight";
  }

  @Override
  public String summary() {
    return "molecular weight in g/mol; give it a transform";
  }

  @Override
  public String source() {
    return "standard atomic weights (IUPAC)";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    return molecule -> Score.of(Weight.of(molecule));
  }
}
