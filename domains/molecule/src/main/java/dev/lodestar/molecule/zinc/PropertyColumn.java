package dev.lodestar.molecule.zinc;

import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.property.Crippen;
import dev.lodestar.molecule.property.Qed;
import dev.lodestar.molecule.property.SyntheticAccessibility;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A property of each design; NaN for what is no molecule.
 *
 * @param property of one molecule
 */
record PropertyColumn(String name, String describe, ToDoubleFunction<Molecule> property)
    implements DesignMetric<String> {
  static final PropertyColumn QED =
      new PropertyColumn("QED", "drug-likeness, 0 to 1; higher is better", m -> Qed.of(m).value());
  static final PropertyColumn SA =
      new PropertyColumn(
          "SA",
          "synthetic accessibility as (10 - score)/9, 0 to 1; higher is easier",
          SyntheticAccessibility::normalised);
  static final PropertyColumn LOGP =
      new PropertyColumn(
          "log P", "octanol-water partition coefficient (Crippen); 0 to 5 is usual", Crippen::logP);

  @Override
  public double[] of(List<String> designs) {
    return designs.stream().mapToDouble(this::of).toArray();
  }

  private double of(String design) {
    try {
      return property.applyAsDouble(Smiles.read(design));
    } catch (IllegalArgumentException e) {
      return Double.NaN;
    }
  }
}
