package dev.lodestar.molecule.dock;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Binding by docking: the energy of the best pose with its sign turned, in kcal/mol; higher binds
 * better, and about 5 to 13 is usual. What cannot be docked is infeasible, what went wrong has
 * failed.
 */
public final class DockingReward implements Reward<String>, AutoCloseable {
  /** Elements that the scoring function has types for. */
  private static final Set<Integer> KNOWN = Set.of(1, 6, 7, 8, 9, 15, 16, 17, 35, 53);

  private static final int LARGEST = 100;

  private final Vina vina;
  private final Box box;
  private final Path receptor;
  private final Poses poses;
  private final String identity;
  private final Tool tool = new Tool();
  private final ExecutorService workers;

  /**
   * @param parallel dockings at once, each on one core
   * @throws IllegalArgumentException with a sentence where a program is missing
   */
  DockingReward(String name, Vina vina, Box box, Receptor receptor, Path poses, int parallel) {
    String version = vina.version();
    this.vina = vina;
    this.box = box;
    try {
      this.poses = new Poses(Files.createDirectories(poses));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The folder of poses " + poses + " cannot be made: " + e.getMessage() + ".");
    }
    this.receptor = receptor.unpacked(this.poses.folder()).toAbsolutePath();
    this.identity =
        "%s vina-%s receptor-%s box-%s exhaustiveness-%d seed-%d ligand-1"
            .formatted(
                name,
                version,
                receptor.digest(),
                String.join(",", box.options()),
                vina.exhaustiveness(),
                vina.seed());
    this.workers =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, "docking");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public String identity() {
    return identity;
  }

  /** The file of a design's best pose, where it was docked. */
  public Optional<Path> pose(String design) {
    try {
      return poses.find(identity, Smiles.canonical(design));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Score> score(List<String> designs) {
    List<Future<Score>> asked = new ArrayList<>();
    for (String design : designs) {
      asked.add(workers.submit(() -> score(design)));
    }
    List<Score> out = new ArrayList<>(designs.size());
    for (Future<Score> answer : asked) {
      try {
        out.add(answer.get());
      } catch (ExecutionException e) {
        out.add(new Score.Failed("docking threw " + e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        asked.forEach(f -> f.cancel(true));
        out.add(new Score.Failed("docking was interrupted"));
      } catch (CancellationException e) {
        out.add(new Score.Failed("it was not docked: the scorer is closed"));
      }
    }
    return out;
  }

  private Score score(String design) throws IOException {
    Molecule molecule;
    try {
      molecule = Smiles.read(design);
    } catch (IllegalArgumentException e) {
      return new Score.Infeasible(e.getMessage());
    }
    Optional<Score> refused = refused(molecule);
    if (refused.isPresent()) {
      return refused.get();
    }
    String smiles = Smiles.write(molecule);
    Optional<Path> before = poses.find(identity, smiles);
    return before.isPresent() ? energy(before.get()) : dock(smiles);
  }

  private static Optional<Score> refused(Molecule molecule) {
    if (molecule.atoms() > LARGEST) {
      return infeasible("it has " + molecule.atoms() + " heavy atoms; " + LARGEST + " can dock");
    }
    for (int a = 0; a < molecule.atoms(); a++) {
      if (!KNOWN.contains(molecule.element(a))) {
        return infeasible(
            "it holds element number "
                + molecule.element(a)
                + ", which the docking score has no type for");
      }
    }
    return Smiles.write(molecule).contains(".")
        ? infeasible("it is in several pieces; one can dock")
        : Optional.empty();
  }

  private static Optional<Score> infeasible(String reason) {
    return Optional.of(new Score.Infeasible(reason));
  }

  private Score dock(String smiles) throws IOException {
    Optional<String> molfile;
    try {
      molfile = Conformer.molfile(smiles, vina.seconds());
    } catch (TimeoutException e) {
      // a busy machine says nothing about the molecule
      return new Score.Failed(e.getMessage());
    }
    if (molfile.isEmpty()) {
      return new Score.Infeasible("no shape in three dimensions was found for " + smiles);
    }
    Path folder = Files.createTempDirectory(poses.folder(), "work");
    try {
      Path pose = vina.dock(molfile.get(), receptor, box, folder, tool);
      return energy(poses.keep(identity, smiles, pose));
    } catch (Vina.Fault e) {
      return new Score.Failed(e.getMessage());
    } finally {
      delete(folder);
    }
  }

  private static Score energy(Path pose) throws IOException {
    Optional<Double> energy = Vina.energy(pose);
    return energy.isPresent()
        ? Score.of(0.0 - energy.get())
        : new Score.Failed(pose + " holds no result");
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the working folder " + folder + " cannot be removed", e);
    }
  }

  /** Kills dockings in flight; those that wait, and later calls, fail. Finished poses stay. */
  @Override
  public void close() {
    tool.close();
    for (Runnable waiting : workers.shutdownNow()) {
      if (waiting instanceof Future<?> docking) {
        docking.cancel(true);
      }
    }
  }
}
