package dev.lodestar.molecule.surrogate;

import dev.lodestar.molecule.dock.Target;
import java.util.Locale;

/**
 * What is told about a surrogate's weights.
 *
 * @param molecules trained on
 * @param refused rows of the table that were left out
 * @param byScaffold these weights on molecules whose scaffolds they have not seen
 * @param byMolecule weights of a second training on molecules held out one by one
 */
record SurrogateCard(
    String name,
    Target target,
    Network network,
    int molecules,
    int refused,
    Judgement byScaffold,
    Judgement byMolecule) {

  String text(Training.Plan plan, int split, String data, String sha) {
    return """
        # %s

        Guesses the docking score of a molecule at %s without docking it: the scorer
        `docking-surrogate`, target "%s". Minus the energy in kcal/mol; higher binds better.

        * Network: %s; folded counts of circular fragments (radius 2) and twelve descriptors go in
        * Trained on: %,d molecules; rows of the table left out as unreadable: %d

        ## Held out

        | split | molecules | R² | Spearman | mean absolute error, kcal/mol |
        |---|---|---|---|---|
        %s%s
        The shipped weights are those of the first row: none of its molecules, and none of their
        Murcko scaffolds, was trained on. The second row is a training of its own on the same plan.

        ## Data and terms

        DOCKSTRING (García-Ortegón et al., J. Chem. Inf. Model. 62:3486, 2022): AutoDock Vina scores
        of drug-like molecules of ExCAPE-DB; a public sample of about a tenth of it, SHA-256 of the file
        `%s`.
        The sample states no licence of its own; that of its source holds. The weights are covered by
        the project's own licence as far as the project can grant one.

        ## Limits

        DOCKSTRING docked with its own structure of the protein, its own box, and a longer search than
        the scorer `dock-%s` makes: the two rank molecules alike, but their numbers differ. Like any
        docking score it grows with the size of a molecule. What steers by it leaves the molecules it
        was trained on, and it errs there: dock what it likes. Not for clinical use.

        ## Reproduce

        ```
        ./lodestar train %s --set data=%s --set hidden=%d --set epochs=%d --set seed=%d --set split-seed=%d
        ```
        """
        .formatted(
            name,
            target.protein(),
            target.key(),
            network,
            molecules,
            refused,
            row("scaffolds", byScaffold),
            row("molecules", byMolecule),
            sha,
            target.key(),
            name,
            data,
            plan.hidden(),
            plan.epochs(),
            plan.seed(),
            split);
  }

  private static String row(String split, Judgement j) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.3f | %.3f | %.2f |%n",
        split,
        j.molecules(),
        j.r2(),
        j.spearman(),
        j.error());
  }
}
