package dev.lodestar.image.recipe;

import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.torch.ImageValueData;
import dev.lodestar.torch.ImageValueNet;
import dev.lodestar.torch.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The model card of a value of noisy images.
 *
 * @param towards what the rewards are
 */
record ImageValueCard(
    String name,
    ImageSource source,
    String towards,
    TrainingPlan plan,
    Map<String, String> options,
    double seconds) {
  private static final int BINS = 4;

  /**
   * R² of predictions of the final rewards within a stretch of noise levels.
   *
   * @param bin of {@link #BINS} equal ones, from the data
   * @param learned by the value
   * @param guessed by the reward of the clean guess
   */
  record Explained(int bin, double learned, double guessed) {
    String line() {
      return String.format(
          Locale.ROOT,
          "| %.2f to %.2f | %.3f | %.3f |",
          (double) bin / BINS,
          (bin + 1.0) / BINS,
          learned,
          guessed);
    }
  }

  static List<Explained> explained(ImageValueNet net, ImageRollOuts.Judges drawn) {
    ImageValueData data = drawn.data();
    double[][] learned = new double[data.size()][];
    for (int i = 0; i < learned.length; i++) {
      learned[i] = net.values(data.states().select(new int[] {i}), data.levels().get(i))[0];
    }
    List<Explained> out = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      int bin = b;
      int[] rows =
          IntStream.range(0, data.size()).filter(i -> bin(data.levels().get(i)) == bin).toArray();
      out.add(
          new Explained(
              bin,
              explained(rows, data.targets(), learned),
              explained(rows, data.targets(), drawn.guessed())));
    }
    return out;
  }

  /** By the angle that networks are told, 0 (data) to 1 (noise). */
  private static int bin(NoiseLevel level) {
    double angle = Math.atan2(level.deviation(), level.scale()) / (Math.PI / 2);
    return Math.min(BINS - 1, (int) (angle * BINS));
  }

  /** 1 - residual / spread, over all rewards, each about its own mean. */
  private static double explained(int[] rows, double[][] truth, double[][] said) {
    double residual = 0;
    double spread = 0;
    for (int k = 0; rows.length > 0 && k < truth[rows[0]].length; k++) {
      int reward = k;
      double mean = IntStream.of(rows).mapToDouble(i -> truth[i][reward]).average().orElse(0);
      for (int i : rows) {
        residual += (truth[i][k] - said[i][k]) * (truth[i][k] - said[i][k]);
        spread += (truth[i][k] - mean) * (truth[i][k] - mean);
      }
    }
    return spread > 0 ? 1 - residual / spread : Double.NaN;
  }

  String text(
      ImageValueNet.Config config,
      int count,
      int steps,
      List<Explained> explained,
      int parameters) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        The learned value of noisy images: the mean reward that they will end in when `%s-unet`,
        told nothing, goes on unsteered. Monte-Carlo regression on the ends of %,d roll-outs of %d
        ancestral steps, noised anew each time they are seen.

        * Reward: the %s
        * Network: `%s`, %,d parameters, told the noise level
        * Only valid with the models whose digests stand in the notes of the weights' file.

        ## Variance of the final score explained, on roll-outs it did not see

        Noise level 1 is pure noise, where nothing can be known; 0 is the data. Beside it, the
        prediction that needs no training: the score of the diffusion's clean guess (R² below zero: worse
        than saying the mean).

        | noise level | R² | R² of the clean guess's score |
        |---|---|---|
        %s

        ## Data and terms

        Samples of the project's own model, which learned from:

        %s

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d steps of %d states; %.0f s with %d thread%s, on a machine busy with other work.
        """,
        name,
        source.modelPrefix(),
        count,
        steps,
        towards,
        config,
        parameters,
        explained.stream().map(Explained::line).collect(Collectors.joining("\n")),
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
