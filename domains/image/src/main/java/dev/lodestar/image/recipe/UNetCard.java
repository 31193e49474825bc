package dev.lodestar.image.recipe;

import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.UNetConfig;
import java.util.Locale;
import java.util.Map;

/** The model card of a diffusion of images. */
record UNetCard(
    String name,
    ImageSource source,
    UNetConfig config,
    TrainingPlan plan,
    int last,
    Map<String, String> options,
    double seconds) {
  private static final double MOSTLY = 0.5;
  private static final String UNCLEAR =
      """


      The classifier seldom sees what was told: these samples show the data's colours and textures
      rather than its things. Train it longer before reading anything into a picture.""";

  String text(ImageSource.Data data, UNetJudgement judged, int parameters) {
    double passes = (double) last * plan.batch() / data.train().size();
    return String.format(
        Locale.ROOT,
        """
        # %s

        A small class-conditional Gaussian diffusion of %s: a U-Net that predicts v.

        * Network: `%s`, %,d parameters
        * Trained on: %,d images, which it saw %.1f times; a tenth of the time it was not told the
          class. %d of %d planned steps of %d images; longer training improves it.
        * Numbers from -1 to 1; any variance-preserving schedule.
        * Stored in bfloat16, which the tasks compute in, but for the embedding of noise level and class:
          what the tasks draw is, bit for bit, what weights in single precision would give.

        ## Samples

        %,d samples of %d ancestral steps, every class told equally often (`samples.png` shows the first
        hundred, a column a class):

        | | |
        |---|---|
        | Fréchet distance to test images, in the features of `%s-classifier` | %.3f |
        | the same between training and test images | %.3f |
        | share that this classifier takes for the class that was told | %.3f |
        | distance to the nearest training image, 5 %% quantile and median | %.3f, %.3f |
        | the same of unseen test images | %.3f, %.3f |

        Fréchet distances are in the features of a small classifier of the project's own: they compare
        models here, and nothing else. The last two lines are a check on memorisation:
        root-mean-square difference of a pixel, of a hundred images each; copies would be far nearer
        than unseen images are.%s

        ## Data and terms

        %s

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %.0f s since the last interruption with %d thread%s, on a machine busy with other work.
        """,
        name,
        source.title(),
        config,
        parameters,
        data.train().size(),
        passes,
        last,
        plan.steps(),
        plan.batch(),
        judged.samples(),
        Samples.STEPS,
        source.modelPrefix(),
        judged.frechet(),
        judged.yardstick(),
        judged.asTold(),
        judged.nearest().get(0),
        judged.nearest().get(1),
        judged.unseen().get(0),
        judged.unseen().get(1),
        judged.asTold() < MOSTLY ? UNCLEAR : "",
        source.terms(),
        name,
        source.shown(options),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }
}
