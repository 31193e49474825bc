package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import java.util.List;
import java.util.function.Function;

/** Refuses molecules with unusual rings. */
public final class RingFilter extends MoleculeScorer {
  @Override
  public String kind() {
    return "ring-filter";
  }

  @Override
  public String summary() {
    return "1 where ring sizes and their number are usual; others are infeasible";
  }

  @Override
  public String source() {
    return "closed form (smallest rings)";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("smallest", "whole number", false, "atoms a ring has at least; default 3"),
        new Setting("largest", "whole number", false, "atoms a ring has at most; default 7"),
        new Setting("most", "whole number", false, "rings allowed; default 8"));
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    int smallest = settings.whole("smallest", 3, 3, 100);
    int largest = settings.whole("largest", 7, smallest, 100);
    int most = settings.whole("most", 8, 0, 100);
    return molecule -> {
      int[][] rings = molecule.rings();
      if (rings.length > most) {
        return new Score.Infeasible("it has " + rings.length + " rings; " + most + " are allowed");
      }
      for (int[] ring : rings) {
        if (ring.length < smallest || ring.length > largest) {
          return new Score.Infeasible(
              "it has a ring of %d atoms; %d to %d are allowed"
                  .formatted(ring.length, smallest, largest));
        }
      }
      return Score.of(1);
    };
  }
}
