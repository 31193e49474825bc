package dev.lodestar.molecule.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.property.Alerts;
import java.util.List;
import java.util.function.Function;

/** Refuses molecules with unwanted groups. */
public final class AlertFilter extends MoleculeScorer {
  @Override
  public String kind() {
    return "alert-filter";
  }

  @Override
  public String summary() {
    return "1 where a molecule has few structural alerts; others are infeasible";
  }

  @Override
  public String source() {
    return "Brenk et al., ChemMedChem 3 (2008), 435-444, in QED's selection";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("most", "whole number", false, "alerts allowed; 0 where not given"));
  }

  @Override
  Function<Molecule, Score> formula(MoleculeSettings settings) {
    int most = settings.whole("most", 0, 0, 100);
    return molecule -> {
      List<String> found = Alerts.in(molecule);
      return found.size() <= most
          ? Score.of(1)
          : new Score.Infeasible("it has the structural alerts " + String.join(", ", found));
    };
  }
}
