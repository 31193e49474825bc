package dev.lodestar.molecule.surrogate;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.molecule.dock.Target;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains the docking surrogate of a receptor, each by a class of its own. */
public abstract class SurrogateRecipe implements TrainingRecipe {
  private static final double HELD_OUT = 0.1;

  private final Learnt learnt;

  private SurrogateRecipe(Learnt learnt) {
    this.learnt = learnt;
  }

  /** {@code dock-parp1-surrogate}. */
  public static final class Parp1 extends SurrogateRecipe {
    public Parp1() {
      super(Learnt.PARP1);
    }
  }

  /** {@code dock-jak2-surrogate}. */
  public static final class Jak2 extends SurrogateRecipe {
    public Jak2() {
      super(Learnt.JAK2);
    }
  }

  @Override
  public final String name() {
    return learnt.model();
  }

  @Override
  public final String summary() {
    return "docking scores of " + target().protein() + " from molecules alone, on DOCKSTRING";
  }

  @Override
  public final List<Option> options() {
    return List.of(
        new Option(
            "data",
            "file",
            "",
            "table with tabs and the columns smiles and " + learnt.column() + "; may be gzipped"),
        new Option("hidden", "whole number", "64", "hidden units"),
        new Option("epochs", "whole number", "15", "passes over the molecules"),
        new Option("seed", "whole number", "1", "initial weights, order and dropout"),
        new Option("split-seed", "whole number", "1", "draws the held-out molecules"));
  }

  @Override
  public final void run(Map<String, String> options, Path models, Progress progress)
      throws IOException {
    Training.Plan plan =
        new Training.Plan(
            whole(options, "hidden", 1),
            whole(options, "epochs", 1),
            128,
            0.002,
            0.3,
            0.01,
            whole(options, "seed", 0));
    int split = whole(options, "split-seed", 0);
    Path data = Path.of(options.get("data"));
    Scores all = Scores.read(data, learnt.column(), progress);
    if (all.size() < 100) {
      throw new IllegalArgumentException(
          data + " has " + all.size() + " molecules with a score; a surrogate needs at least 100.");
    }
    BitSet drawn = all.drawn(HELD_OUT, split);
    Judgement byMolecule = all.at(drawn).judge(fit(all.without(drawn), plan, progress));
    progress.say("Molecules held out: " + byMolecule);
    BitSet scaffolds = all.drawnByScaffold(HELD_OUT, split);
    Scores train = all.without(scaffolds);
    Network network = fit(train, plan, progress);
    Judgement byScaffold = all.at(scaffolds).judge(network);
    progress.say("Scaffolds held out: " + byScaffold);
    String sha = sha256(data);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    Map<String, String> notes = new TreeMap<>();
    notes.put("recipe", name());
    notes.put("data.sha256", sha);
    network.save(folder.weights(), notes);
    folder.finish(
        new SurrogateCard(
                name(), target(), network, train.size(), all.refused(), byScaffold, byMolecule)
            .text(plan, split, data.getFileName().toString(), sha));
    progress.say("Written: " + folder.weights());
  }

  private Target target() {
    return learnt.target();
  }

  private static Network fit(Scores on, Training.Plan plan, Progress progress) {
    return Training.fit(on.features(), on.scores(), plan, progress);
  }

  private static int whole(Map<String, String> options, String name, int least) {
    try {
      int value = Integer.parseInt(options.get(name));
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Option '%s' is '%s'; it takes a whole number from %d."
            .formatted(name, options.get(name), least));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
