package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.molecule.chem.Molecule;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A closed-form scorer of molecules: costs nothing worth counting. */
abstract class MoleculeScorer implements ScorerProvider {
  /** Part of every identity: definitions change with it. */
  private static final String VERSION = " molecule-1";

  @Override
  public final boolean free() {
    return true;
  }

  @Override
  public final Reward<String> create(Map<String, Object> settings) {
    Function<Molecule, Score> formula = formula(new MoleculeSettings(kind(), settings));
    return new MoleculeReward(kind() + new TreeMap<>(settings) + VERSION, formula);
  }

  /** The formula of some settings. */
  abstract Function<Molecule, Score> formula(MoleculeSettings settings);
}
