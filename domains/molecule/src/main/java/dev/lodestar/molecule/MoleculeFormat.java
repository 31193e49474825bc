package dev.lodestar.molecule;

import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.molecule.chem.Layout;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.draw.Picture;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Molecules as their users write them: SMILES in a CSV cell, a {@code .smi} and an {@code .sdf}
 * file.
 *
 * <p>A design is a SMILES; its text is the canonical one. A design that is no molecule keeps the
 * text it has, so that it can be seen in the table with the reason why it is out.
 */
public final class MoleculeFormat implements DesignFormat<String> {
  /** Name of the file of SMILES, one a line with its name. */
  public static final String SMI = "designs.smi";

  /** Name of the file of structures. */
  public static final String SDF = "designs.sdf";

  @Override
  public String text(String design) {
    return molecule(design).map(Smiles::write).orElse(design);
  }

  @Override
  public String parse(String text) {
    return Smiles.canonical(text);
  }

  /** What is no molecule keeps the text it has. */
  @Override
  public String reread(String text) {
    return text(text);
  }

  @Override
  public String alphabet() {
    return "";
  }

  @Override
  public Optional<String> picture(String design) {
    return molecule(design).map(Picture::svg);
  }

  private static Optional<Molecule> molecule(String design) {
    try {
      return Optional.of(Smiles.read(design));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes the SMILES of all, and the structures of those that are molecules. */
  @Override
  public List<Path> write(Path directory, List<String> names, List<String> designs)
      throws IOException {
    if (names.size() != designs.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + designs.size() + " designs");
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      lines.add(text(designs.get(i)) + "\t" + names.get(i));
    }
    Path smi = directory.resolve(SMI);
    Files.write(smi, lines);
    Path sdf = directory.resolve(SDF);
    try (BufferedWriter out = Files.newBufferedWriter(sdf)) {
      for (int i = 0; i < designs.size(); i++) {
        Optional<Molecule> molecule = molecule(designs.get(i));
        if (molecule.isPresent()) {
          out.write(record(names.get(i), molecule.get()));
        }
      }
    }
    return List.of(smi, sdf);
  }

  /** One structure with its name as title and its SMILES as a field. */
  private static String record(String name, Molecule molecule) {
    String block = Layout.molBlock(molecule);
    String body = block.substring(block.indexOf('\n') + 1).stripTrailing();
    return name.strip() + "\n" + body + "\n> <SMILES>\n" + Smiles.write(molecule) + "\n\n$$$$\n";
  }
}
