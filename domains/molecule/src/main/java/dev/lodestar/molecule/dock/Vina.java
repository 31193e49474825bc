package dev.lodestar.molecule.dock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to dock: the programs and their options. One thread a docking, and a fixed seed, so that a
 * docking has one result.
 *
 * @param vina the program AutoDock Vina
 * @param babel the program Open Babel, which writes ligands in PDBQT
 * @param exhaustiveness of the search, at least 1
 * @param seed of the search
 * @param seconds that one docking may take
 */
record Vina(String vina, String babel, int exhaustiveness, int seed, double seconds) {
  private static final Pattern RESULT = Pattern.compile("REMARK VINA RESULT:\\s+(-?\\d+\\.\\d+)");
  private static final double CHECK_SECONDS = 60;

  /** A docking that failed; the message says why. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String message) {
      super(message);
    }
  }

  /**
   * The program's version, such as {@code 1.2.3}; shows that it is there.
   *
   * @throws IllegalArgumentException with a sentence that names the package where a program is
   *     missing
   */
  String version() {
    String said = check(vina, "--version", "AutoDock Vina", "autodock-vina", "vina");
    check(babel, "-V", "Open Babel", "openbabel", "obabel");
    Matcher matcher = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?").matcher(said);
    return matcher.find() ? matcher.group() : "unknown";
  }

  private static String check(
      String program, String option, String name, String debian, String setting) {
    try (Tool tool = new Tool()) {
      Tool.Done done = tool.run(List.of(program, option), Path.of("."), CHECK_SECONDS);
      if (done.code() == 0) {
        return done.output();
      }
    } catch (IOException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Docking needs "
            + name
            + ", and the program '"
            + program
            + "' does not run here. On Debian and Ubuntu: apt-get install "
            + debian
            + ". Where it is installed elsewhere, give its path as '"
            + setting
            + "'.");
  }

  /**
   * Docks one ligand.
   *
   * @param molfile the ligand in three dimensions
   * @param folder an empty folder to work in
   * @return the file of the best pose there
   * @throws Fault where a program fails, takes too long, or gives no pose
   */
  Path dock(String molfile, Path receptor, Box box, Path folder, Tool tool) throws Fault {
    try {
      Files.writeString(folder.resolve("ligand.mol"), molfile);
      run(tool, folder, List.of(babel, "-imol", "ligand.mol", "-opdbqt", "-O", "ligand.pdbqt"));
      List<String> command = new ArrayList<>();
      command.addAll(List.of(vina, "--receptor", receptor.toString(), "--ligand", "ligand.pdbqt"));
      command.addAll(box.options());
      command.addAll(
          List.of(
              "--cpu", "1",
              "--seed", Integer.toString(seed),
              "--exhaustiveness", Integer.toString(exhaustiveness),
              "--num_modes", "1",
              "--out", "pose.pdbqt"));
      run(tool, folder, command);
      return folder.resolve("pose.pdbqt");
    } catch (IOException e) {
      throw new Fault(e.getMessage());
    }
  }

  private void run(Tool tool, Path folder, List<String> command) throws IOException, Fault {
    Tool.Done done = tool.run(command, folder, seconds);
    Path written = folder.resolve(command.get(command.size() - 1));
    if (done.code() != 0 || !Files.isRegularFile(written) || Files.size(written) == 0) {
      String tail = done.output().strip();
      throw new Fault(
          String.format(
              Locale.ROOT,
              "%s ended with exit code %d and wrote no %s; it last wrote: %s",
              command.get(0),
              done.code(),
              written.getFileName(),
              tail.substring(Math.max(0, tail.length() - 300)).replaceAll("\\s+", " ")));
    }
  }

  /** Energy of the best pose in kcal/mol; empty where the file holds none. */
  static Optional<Double> energy(Path pose) throws IOException {
    Matcher matcher = RESULT.matcher(Files.readString(pose));
    return matcher.find() ? Optional.of(Double.parseDouble(matcher.group(1))) : Optional.empty();
  }
}
