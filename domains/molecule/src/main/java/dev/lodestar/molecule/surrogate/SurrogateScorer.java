package dev.lodestar.molecule.surrogate;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.molecule.dock.Target;
import dev.lodestar.molecule.scorer.MoleculeReward;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@code docking-surrogate}: a docking score guessed by a network, thousands of times cheaper. */
public final class SurrogateScorer implements ScorerProvider {
  private static final String TARGET = "target";
  private static final String WEIGHTS = "weights";

  @Override
  public String kind() {
    return "docking-surrogate";
  }

  @Override
  public String summary() {
    return "docking score as a small network guesses it: minus the energy in kcal/mol, about 5 to"
        + " 13";
  }

  @Override
  public String source() {
    return "trained on DOCKSTRING: García-Ortegón et al., J. Chem. Inf. Model. 62 (2022), 3486-3502";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(TARGET, "string", true, "receptor: " + String.join(" or ", Learnt.keys())),
        new Setting(
            WEIGHTS,
            "file",
            false,
            "weights that './lodestar train dock-RECEPTOR-surrogate' wrote; default: the shipped"
                + " ones"));
  }

  /** Costs nothing beside a network's step. */
  @Override
  public boolean free() {
    return true;
  }

  @Override
  public Reward<String> create(Map<String, Object> settings) {
    Learnt learnt = learnt(settings.get(TARGET));
    Path file = weights(settings, learnt);
    try {
      Network network = Network.load(file);
      return new MoleculeReward(
          kind() + " " + learnt.target().key() + " " + digest(file),
          molecule -> Score.of(network.of(Features.of(molecule))));
    } catch (IOException e) {
      throw fault("the weights cannot be read: " + e.getMessage());
    }
  }

  private Learnt learnt(Object given) {
    for (Learnt learnt : Learnt.values()) {
      if (learnt.target().key().equals(given)) {
        return learnt;
      }
    }
    String said =
        "setting 'target' is '" + given + "'; it takes " + String.join(" or ", Learnt.keys());
    throw fault(
        given instanceof String name && Target.keys().contains(name)
            ? said + ": there are no docking scores of " + name + " to learn from."
            : said
                + "."
                + (given instanceof String name
                    ? Suggest.nearest(name, Learnt.keys())
                        .map(n -> " Did you mean '" + n + "'?")
                        .orElse("")
                    : ""));
  }

  private Path weights(Map<String, Object> settings, Learnt learnt) {
    Object given = settings.get(WEIGHTS);
    Path file =
        given instanceof String text && !text.isBlank()
            ? Path.of(text)
            : ModelFolder.of(
                    Path.of(System.getProperty("lodestar.home", "")).resolve("models"),
                    learnt.model())
                .weights();
    if (!Files.isRegularFile(file)) {
      throw fault(
          "the weights "
              + file
              + " are missing; the project ships them, and './lodestar train "
              + learnt.model()
              + "' makes them.");
    }
    return file;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("Scorer '" + kind() + "': " + what);
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
