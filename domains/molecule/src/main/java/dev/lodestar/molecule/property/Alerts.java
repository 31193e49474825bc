package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Substructure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Structural alerts: unwanted groups, in the selection that QED counts (see the resource). */
public final class Alerts {
  private static final List<Substructure> GROUPS = read();

  private Alerts() {}

  private static List<Substructure> read() {
    try (InputStream in = Alerts.class.getResourceAsStream("structural-alerts.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("# ")).map(Substructure::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of structural alerts cannot be read", e);
    }
  }

  /** Number of groups that the molecule holds, each counted once. */
  public static int count(Molecule molecule) {
    int n = 0;
    for (Substructure group : GROUPS) {
      n += group.in(molecule) ? 1 : 0;
    }
    return n;
  }

  /** The groups that the molecule holds, as SMARTS. */
  public static List<String> in(Molecule molecule) {
    return GROUPS.stream().filter(g -> g.in(molecule)).map(Substructure::smarts).toList();
  }
}
