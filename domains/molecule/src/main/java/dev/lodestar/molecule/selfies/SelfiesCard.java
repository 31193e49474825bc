package dev.lodestar.molecule.selfies;

import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the weights come from and what they are like, for their notes and their card.
 *
 * @param options as given
 * @param data the file of SMILES
 * @param seconds the training took, since its last interruption
 */
record SelfiesCard(
    TransformerDenoiser.Config network,
    ZincWords words,
    SelfiesJudgement judgement,
    Map<String, String> options,
    Path data,
    TrainingPlan plan,
    double seconds) {

  /** Notes for the weights' file. */
  Map<String, String> notes() {
    Map<String, String> out = new TreeMap<>();
    out.put("recipe", SelfiesRecipe.NAME);
    out.put("options", settings());
    out.put("data.sha256", sha256());
    return out;
  }

  /**
   * The card.
   *
   * @param parameters of the network
   */
  String text(int parameters) {
    StringBuilder table = new StringBuilder();
    for (SelfiesJudgement.Property p : judgement.properties()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f / %.3f / %.3f | %.3f / %.3f / %.3f |%n",
              p.name(),
              p.samples()[0],
              p.samples()[1],
              p.samples()[2],
              p.unseen()[0],
              p.unseen()[1],
              p.unseen()[2]));
    }
    return String.format(
        Locale.ROOT,
        """
        # zinc-selfies

        The pre-trained model of the tasks zinc-qed and zinc-sa: a masked diffusion of drug-like
        molecules, written as SELFIES words in which common pieces are single tokens. Every row of
        tokens is a molecule. It has seen structures, no properties.

        * Network: `%s`, %d parameters, without time conditioning
        * Trained on: %d molecules; %d more chose between averages of the weights; %d could not be spelt

        ## Samples

        Variational bound on -log p of unseen molecules: %.2f nats a molecule.
        Of %d samples (%d steps), %.4f are valid, %.4f different, and of these %.4f are new.

        | 10 %% / median / 90 %% | samples | unseen molecules |
        |---|---|---|
        %s
        ## Data and terms

        ZINC250k: 249,455 molecules of the ZINC database (Irwin and Shoichet, J. Chem. Inf. Model.
        45:177, 2005), in the selection of Gómez-Bombarelli et al., ACS Cent. Sci. 4:268 (2018);
        SHA-256 of the file `%s`.
        ZINC is free to use; its terms do not allow to redistribute major portions of the database
        without permission. The weights are covered by the project's own licence as far as the
        project can grant one.

        Test set: the 24,945 customary line numbers published with GDSS. Without stereochemistry some
        molecules become the same word; each comes once, and none of the test words was trained on.

        ## Limits

        No stereochemistry, and molecules of at most %d tokens. Samples of a small model: many have
        unusual rings. Nothing is known of what they do to anybody; not for clinical use.

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d steps of %d molecules; %.0f s with %d thread%s.
        """,
        network,
        parameters,
        words.train().size(),
        words.validation().size(),
        words.unspelt(),
        judgement.bound(),
        judgement.drawn(),
        SelfiesSamples.STEPS,
        judgement.valid(),
        judgement.unique(),
        judgement.novel(),
        table,
        sha256(),
        network.length(),
        SelfiesRecipe.NAME,
        settings(),
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }

  /** The options as typed, files by their names alone. */
  private String settings() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              boolean file = SelfiesRecipe.isFile(name);
              String shown = file ? Path.of(value).getFileName().toString() : value;
              out.append(String.format(Locale.ROOT, "--set %s=%s ", name, shown));
            });
    return out.toString().strip();
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(data)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
