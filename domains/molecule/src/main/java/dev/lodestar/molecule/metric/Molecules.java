package dev.lodestar.molecule.metric;

import dev.lodestar.core.task.SetMetric;
import dev.lodestar.molecule.chem.Fingerprint;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Scaffold;
import dev.lodestar.molecule.chem.Smiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Set metrics that need nothing but the set. Designs are SMILES; bad ones count as invalid. */
public final class Molecules {
  private Molecules() {}

  private record Formula(String name, String describe, ToDoubleFunction<List<String>> formula)
      implements SetMetric<String> {
    @Override
    public double of(List<String> designs) {
      return formula.applyAsDouble(designs);
    }
  }

  /** Share of the designs that are molecules. */
  public static SetMetric<String> validity() {
    return new Formula(
        "validity",
        "share of the designs that are molecules, 0 to 1; higher is better",
        designs -> (double) read(designs).size() / designs.size());
  }

  /** Share of the valid designs that are different compounds, stereo aside. */
  public static SetMetric<String> uniqueness() {
    return new Formula(
        "uniqueness",
        "different compounds as a share of the valid designs, 0 to 1; higher is better",
        designs -> {
          List<Molecule> valid = read(designs);
          return (double) valid.stream().map(Smiles::flat).distinct().count() / valid.size();
        });
  }

  /** Mean distance of all pairs of valid designs. */
  public static SetMetric<String> diversity() {
    return new Formula(
        "diversity",
        "mean Tanimoto distance of pairs by ECFP4, 0 to 1; higher is more diverse",
        designs -> {
          List<Fingerprint> prints = read(designs).stream().map(Fingerprint::of).toList();
          double sum = 0;
          long pairs = 0;
          for (int i = 0; i < prints.size(); i++) {
            for (int j = i + 1; j < prints.size(); j++) {
              sum += 1 - prints.get(i).tanimoto(prints.get(j));
              pairs++;
            }
          }
          return pairs == 0 ? Double.NaN : sum / pairs;
        });
  }

  /** Buckets of designs with one Murcko scaffold. */
  public static SetMetric<String> scaffolds() {
    return new Formula(
        "scaffolds",
        "different Murcko scaffolds as a share of the valid designs, 0 to 1; higher is more diverse",
        designs -> {
          List<Molecule> valid = read(designs);
          return (double) valid.stream().map(m -> Scaffold.of(m).orElse("")).distinct().count()
              / valid.size();
        });
  }

  /** The Murcko scaffold of a design; empty for one without rings, and for no molecule. */
  public static String scaffold(String design) {
    return molecule(design).flatMap(Scaffold::of).orElse("");
  }

  /** The designs that are molecules. */
  static List<Molecule> read(List<String> designs) {
    List<Molecule> out = new ArrayList<>();
    for (String design : designs) {
      molecule(design).ifPresent(out::add);
    }
    return out;
  }

  private static Optional<Molecule> molecule(String design) {
    try {
      return Optional.of(Smiles.read(design));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
