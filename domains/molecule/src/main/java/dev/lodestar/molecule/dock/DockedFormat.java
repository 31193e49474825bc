package dev.lodestar.molecule.dock;

import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.molecule.MoleculeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Molecules, and their docked poses as a file of models.
 *
 * @param docking what knows the poses
 */
public record DockedFormat(DockingReward docking) implements DesignFormat<String> {
  /** Name of the file of poses: a model a design, with its name and SMILES in remarks. */
  public static final String POSES = "poses.pdbqt";

  private static final MoleculeFormat MOLECULES = new MoleculeFormat();

  @Override
  public String text(String design) {
    return MOLECULES.text(design);
  }

  @Override
  public String parse(String text) {
    return MOLECULES.parse(text);
  }

  @Override
  public String reread(String text) {
    return MOLECULES.reread(text);
  }

  @Override
  public String alphabet() {
    return MOLECULES.alphabet();
  }

  @Override
  public Optional<String> picture(String design) {
    return MOLECULES.picture(design);
  }

  /** Writes what {@link MoleculeFormat} writes, and the poses that are known. */
  @Override
  public List<Path> write(Path directory, List<String> names, List<String> designs)
      throws IOException {
    List<Path> files = new ArrayList<>(MOLECULES.write(directory, names, designs));
    StringBuilder poses = new StringBuilder();
    for (int i = 0; i < designs.size(); i++) {
      Optional<Path> pose = docking.pose(designs.get(i));
      if (pose.isPresent()) {
        poses.append("REMARK NAME ").append(names.get(i)).append('\n');
        poses.append(Files.readString(pose.get()).replace("MODEL 1\n", "MODEL " + (i + 1) + "\n"));
      }
    }
    Path file = directory.resolve(POSES);
    Files.writeString(file, poses);
    files.add(file);
    return files;
  }
}
