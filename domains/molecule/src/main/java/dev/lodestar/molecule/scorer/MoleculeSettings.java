package dev.lodestar.molecule.scorer;

import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.chem.Substructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Typed reading of a scorer's settings, with sentences for what does not fit. */
final class MoleculeSettings {
  private final String kind;
  private final Map<String, Object> values;

  MoleculeSettings(String kind, Map<String, Object> values) {
    this.kind = kind;
    this.values = values;
  }

  /** A molecule, which must be given. */
  Molecule molecule(String name) {
    if (!(values.get(name) instanceof String text)) {
      throw fault(name, "needs a SMILES such as \"c1ccccc1O\"");
    }
    try {
      return Smiles.read(text);
    } catch (IllegalArgumentException e) {
      throw fault(name, "does not hold a molecule. " + e.getMessage());
    }
  }

  /** Substructures; none where the setting is not given. */
  List<Substructure> substructures(String name) {
    Object given = values.getOrDefault(name, List.of());
    List<?> list =
        given instanceof String one ? List.of(one) : given instanceof List<?> l ? l : List.of(0);
    List<Substructure> out = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw fault(name, "needs a list of SMARTS such as [\"c1ccccc1\", \"[OH]\"]");
      }
      try {
        out.add(Substructure.of(text));
      } catch (IllegalArgumentException e) {
        throw fault(name, "holds what is no substructure. " + e.getMessage());
      }
    }
    return out;
  }

  /** A whole number within bounds. */
  int whole(String name, int fallback, int least, int most) {
    Object given = values.getOrDefault(name, (long) fallback);
    if (given instanceof Long n && n >= least && n <= most) {
      return n.intValue();
    }
    throw fault(name, "is " + given + "; it takes a whole number from " + least + " to " + most);
  }

  IllegalArgumentException fault(String name, String what) {
    String sentence = "Scorer '" + kind + "': setting '" + name + "' " + what;
    return new IllegalArgumentException(sentence.endsWith(".") ? sentence : sentence + ".");
  }
}
