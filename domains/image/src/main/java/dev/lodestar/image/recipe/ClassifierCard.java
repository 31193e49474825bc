package dev.lodestar.image.recipe;

import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.TrainingPlan;
import java.util.Locale;
import java.util.Map;

/** The model card of a classifier. */
record ClassifierCard(
    String name,
    ImageSource source,
    ImageClassifier.Config config,
    boolean guiding,
    TrainingPlan plan,
    Map<String, String> options,
    double seconds) {
  String text(int trained, int tested, double accuracy, double own, int parameters) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        A small convolutional classifier of %s. %s

        * Network: `%s`, %,d parameters
        * Trained on: %,d images, %s random half of the training set, shifted by up to two pixels%s%s
        * Accuracy on %,d test images, all unseen: %.3f (on 2,000 of its own training images %.3f).
          The weights are those of the best test accuracy along the way, so it is a little flattered.

        Its probabilities say how much an image looks like a class to this small network. They are no
        measure of beauty, and it has never seen anything but this data set.

        ## Data and terms

        %s

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %,d steps of %d images; %.0f s with %d thread%s, on a machine busy with other work.
        """,
        name,
        source.title(),
        guiding
            ? "It guides, also at noisy states, and gives the\nfeatures of Fréchet distances."
            : "It judges designs and never guides them.",
        config,
        parameters,
        trained,
        guiding ? "one" : "the other",
        source.mirrored() ? ", mirrored at random" : "",
        guiding ? "; half of them noised, and the noise level told" : "",
        tested,
        accuracy,
        own,
        source.terms(),
        name,
        source.shown(options),
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }
}
