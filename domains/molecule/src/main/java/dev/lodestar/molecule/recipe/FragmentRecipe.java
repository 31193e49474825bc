package dev.lodestar.molecule.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.property.FragmentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Counts the fragments behind the synthetic accessibility score.
 *
 * <p>The table it writes is the one that stands among the resources of {@code property}.
 */
public final class FragmentRecipe implements TrainingRecipe {
  private static final String FILE = "fragments.bin.gz";

  @Override
  public String name() {
    return "sa-fragments";
  }

  @Override
  public String summary() {
    return "counts circular fragments of a collection of molecules, for synthetic accessibility";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "file", "", "SMILES, one a line; may be gzipped"),
        new Option("least", "whole number", "1", "rarer fragments are left out; in molecules"));
  }

  @Override
  public void run(Map<String, String> options, Path models, Progress progress) throws IOException {
    int least = least(options.get("least"));
    List<String> smiles = SmilesFile.read(Path.of(options.get("data")));
    FragmentTable.Counter counter = new FragmentTable.Counter();
    int refused = 0;
    for (int i = 0; i < smiles.size(); i++) {
      try {
        counter.add(Smiles.read(smiles.get(i)));
      } catch (IllegalArgumentException e) {
        refused++;
      }
      if (i % 1000 == 999) {
        progress.step(i + 1, smiles.size(), refused + " refused");
      }
    }
    FragmentTable table = counter.table(least);
    Path folder = Files.createDirectories(models.resolve("sa-fragments"));
    try (var out = Files.newOutputStream(folder.resolve(FILE))) {
      table.write(out);
    }
    progress.say(
        "%s: %,d fragments of %,d molecules, %,d refused"
            .formatted(folder.resolve(FILE), table.size(), smiles.size() - refused, refused));
  }

  private static int least(String text) {
    try {
      int least = Integer.parseInt(text);
      if (least >= 1) {
        return least;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "The option 'least' is '" + text + "'; it takes a whole number from 1.");
  }
}
