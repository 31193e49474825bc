package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.Tpsa;
import java.util.List;
import java.util.function.Function;

/** Polar surface. */
public final class TpsaScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "tpsa";
  }

  @Override
  public String summary() {
    return "topological polar surface area in square ångström; give it a transform";
  }

  @Override
  public String source() {
    return "Ertl, Rohde and Selzer, J. Med. Chem. 43 (2000), 3714-3717";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    return molecule -> Score.of(Tpsa.of(molecule));
  }
}
