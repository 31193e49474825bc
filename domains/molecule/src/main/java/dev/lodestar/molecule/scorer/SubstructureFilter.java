package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Substructure;
import java.util.List;
import java.util.function.Function;

/** Demands or refuses substructures. */
public final class SubstructureFilter extends MoleculeScorer {
  @Override
  public String kind() {
    return "substructure";
  }

  @Override
  public String summary() {
    return "1 where all wanted and no unwanted substructures are there; others are infeasible";
  }

  @Override
  public String source() {
    return "SMARTS (Daylight)";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("present", "list of strings", false, "SMARTS that must be there"),
        new Setting("absent", "list of strings", false, "SMARTS that must not be there"));
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    List<Substructure> present = settings.substructures("present");
    List<Substructure> absent = settings.substructures("absent");
    if (present.isEmpty() && absent.isEmpty()) {
      throw settings.fault("present", "is missing, and so is 'absent'; give one of them");
    }
    return molecule -> {
      for (Substructure wanted : present) {
        if (!wanted.in(molecule)) {
          return new Score.Infeasible("it lacks the substructure " + wanted.smarts());
        }
      }
      for (Substructure unwanted : absent) {
        if (unwanted.in(molecule)) {
          return new Score.Infeasible("it holds the substructure " + unwanted.smarts());
        }
      }
      return Score.of(1);
    };
  }
}
