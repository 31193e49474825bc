package dev.lodestar.molecule.gdss;

import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.TrainingPlan;
import java.util.Locale;

/** The model card of a trained diffusion on graphs. */
record GdssCard(
    String name,
    GdssConfig config,
    String terms,
    OptionValues options,
    TrainingPlan plan,
    int stop,
    double seconds) {

  String text(GraphData data, Samples samples, double novel, String sha256) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        A diffusion on molecular graphs (GDSS, Jo, Lee, Hwang, ICML 2022): coupled equations for atoms
        and bonds, each with a score network.

        * Networks: `%s`
        * Trained on: %d molecules, no properties; %d more are held out; %d were left out for their
          elements or their size. Charges and stereochemistry are not part of a state.

        ## Samples

        %d unguided samples of 1,000 steps with the Langevin corrector, sizes drawn as in the data:

        | | |
        |---|---|
        | valences hold without correction | %.3f |
        | one fragment | %.3f |
        | unique, after correction, largest fragment | %.3f |
        | not among the training molecules | %.3f |

        ## Data and terms

        %s (SHA-256 of the file
        `%s`).

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d of %d planned steps of %d molecules; %.0f s since the last interruption with %d thread%s, on a machine
        busy with other work.
        """,
        name,
        config,
        data.train().size(),
        data.heldOut().size(),
        data.leftOut(),
        samples.smiles().size(),
        samples.untouched(),
        samples.connected(),
        samples.unique(),
        novel,
        terms.strip(),
        sha256,
        name,
        options.shown(),
        stop,
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }
}
