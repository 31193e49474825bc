package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Fingerprint;
import dev.lodestar.molecule.chem.Molecule;
import java.util.List;
import java.util.function.Function;

/** Likeness to a reference molecule. */
public final class SimilarityScorer extends MoleculeScorer {
  @Override
  public String kind() {
    return "ecfp-similarity";
  }

  @Override
  public String summary() {
    return "Tanimoto similarity to a reference by ECFP4 fingerprints of 2048 bits, 0 to 1";
  }

  @Override
  public String source() {
    return "Rogers and Hahn, J. Chem. Inf. Model. 50 (2010), 742-754";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("reference", "string", true, "SMILES to stay close to"));
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    Fingerprint reference = Fingerprint.of(settings.molecule("reference"));
    return molecule -> Score.of(Fingerprint.of(molecule).tanimoto(reference));
  }
}
