package dev.lodestar.molecule.dock;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Docking to one of the five receptors, by name. */
public abstract class DockingScorer implements ScorerProvider {
  private final Target target;

  private DockingScorer(Target target) {
    this.target = target;
  }

  /** {@code dock-parp1}. */
  public static final class Parp1 extends DockingScorer {
    public Parp1() {
      super(Target.PARP1);
    }
  }

  /** {@code dock-fa7}. */
  public static final class Fa7 extends DockingScorer {
    public Fa7() {
      super(Target.FA7);
    }
  }

  /** {@code dock-5ht1b}. */
  public static final class Ht1b extends DockingScorer {
    public Ht1b() {
      super(Target.HT1B);
    }
  }

  /** {@code dock-braf}. */
  public static final class Braf extends DockingScorer {
    public Braf() {
      super(Target.BRAF);
    }
  }

  /** {@code dock-jak2}. */
  public static final class Jak2 extends DockingScorer {
    public Jak2() {
      super(Target.JAK2);
    }
  }

  /** The protein it docks to. */
  public final String protein() {
    return target.protein();
  }

  @Override
  public final String kind() {
    return "dock-" + target.key();
  }

  @Override
  public final String summary() {
    return "docking to "
        + target.protein()
        + " with AutoDock Vina: minus the best pose's energy in kcal/mol, about 5 to 13";
  }

  @Override
  public final String source() {
    return "Trott and Olson, J. Comput. Chem. 31 (2010), 455-461; box of Lee, Jo and Hwang, ICML 2023";
  }

  @Override
  public final List<Setting> settings() {
    return List.of(
        new Setting(
            "receptor",
            "file",
            false,
            "structure in PDBQT, may be gzipped; where not given, receptor_"
                + target.key()
                + ".pdbqt[.gz] in the folder that LODESTAR_RECEPTORS names"),
        new Setting("exhaustiveness", "whole number", false, "of the search; default 1"),
        new Setting("seed", "whole number", false, "of the search; default 7"),
        new Setting(
            "timeout",
            "number",
            false,
            "seconds that a shape, and a docking, may take each; default 180"),
        new Setting("parallel", "whole number", false, "dockings at once; default: all cores"),
        new Setting("poses", "folder", false, "where poses are kept; default: the user's cache"),
        new Setting("vina", "program", false, "AutoDock Vina; default vina"),
        new Setting("obabel", "program", false, "Open Babel; default obabel"));
  }

  @Override
  public final Reward<String> create(Map<String, Object> settings) {
    return docking(settings);
  }

  /** The scorer, with what it knows of poses. */
  public final DockingReward docking(Map<String, Object> settings) {
    Given given = new Given(kind(), settings);
    Path file = settings.containsKey("receptor") ? Path.of(given.text("receptor", "")) : usual();
    int cores = Runtime.getRuntime().availableProcessors();
    return new DockingReward(
        kind(),
        new Vina(
            given.text("vina", "vina"),
            given.text("obabel", "obabel"),
            given.whole("exhaustiveness", 1, 1, 1000),
            given.whole("seed", 7, 0, Integer.MAX_VALUE),
            given.seconds("timeout", 180)),
        target.box(),
        Receptor.read(file, target.box()),
        Path.of(given.text("poses", Poses.usual().resolve(target.key()).toString())),
        given.whole("parallel", cores, 1, 1024));
  }

  private Path usual() {
    String folder =
        System.getProperty(
            "lodestar.receptors", System.getenv().getOrDefault("LODESTAR_RECEPTORS", ""));
    String name = "receptor_" + target.key() + ".pdbqt";
    if (!folder.isBlank()) {
      for (String end : List.of("", ".gz")) {
        Path file = Path.of(folder, name + end);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new IllegalArgumentException(
        "Scorer '"
            + kind()
            + "' needs the structure of "
            + target.protein()
            + ": give it as 'receptor' (a PDBQT file), or name the folder that holds "
            + name
            + " or "
            + name
            + ".gz in the environment variable LODESTAR_RECEPTORS"
            + (folder.isBlank() ? "" : ", which names " + folder)
            + ".");
  }
}
