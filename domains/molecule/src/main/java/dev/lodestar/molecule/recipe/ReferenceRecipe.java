package dev.lodestar.molecule.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.metric.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Summarises a collection of molecules for novelty and likeness.
 *
 * <p>The summary it writes is the one that stands among the resources of {@code metric}.
 */
public final class ReferenceRecipe implements TrainingRecipe {
  @Override
  public String name() {
    return "molecule-reference";
  }

  @Override
  public String summary() {
    return "hashes and descriptors of a collection of molecules, for novelty and likeness";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option("data", "file", "", "SMILES, one a line; may be gzipped"));
  }

  @Override
  public void run(Map<String, String> options, Path models, Progress progress) throws IOException {
    List<String> smiles = SmilesFile.read(Path.of(options.get("data")));
    int[] seen = {0};
    Stream<Molecule> molecules =
        smiles.stream()
            .peek(text -> step(++seen[0], smiles.size(), progress))
            .flatMap(text -> molecule(text, progress).stream());
    Reference reference = Reference.of(molecules::iterator);
    Path file =
        Files.createDirectories(models.resolve("molecule-reference")).resolve("reference.bin.gz");
    try (var out = Files.newOutputStream(file)) {
      reference.write(out);
    }
    progress.say("%s: %,d compounds".formatted(file, reference.size()));
  }

  private static void step(int done, int total, Progress progress) {
    if (done % 1000 == 0) {
      progress.step(done, total, "");
    }
  }

  private static Optional<Molecule> molecule(String smiles, Progress progress) {
    try {
      return Optional.of(Smiles.read(smiles));
    } catch (IllegalArgumentException e) {
      progress.say("left out: " + e.getMessage());
      return Optional.empty();
    }
  }
}
