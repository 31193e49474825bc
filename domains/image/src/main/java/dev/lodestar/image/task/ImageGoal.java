package dev.lodestar.image.task;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.metric.Naturalness;
import dev.lodestar.image.metric.PerImage;
import dev.lodestar.image.scorer.JpegSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What images are steered towards.
 *
 * @param guiding the reward
 * @param heldOut the scorer that does not guide
 * @param columns judgements of single designs
 * @param told the class that classifier-free guidance tells the network; empty where the goal is
 *     none
 * @param differentiable the reward with gradients, at all noise levels; empty where it has none
 */
record ImageGoal(
    Component<String> guiding,
    Reward<String> heldOut,
    List<DesignMetric<String>> columns,
    Optional<Integer> told,
    Optional<Differentiable> differentiable) {

  /** A reward that a network tells, of noisy images too. */
  interface Differentiable {
    /** Values and gradients of states. */
    LatentGuide gradients();

    /** Values alone. */
    double[] values(Latents states, NoiseLevel level);
  }

  /** An image of one class. */
  static ImageGoal ofClass(ImageModels models, int target) {
    ImageCodec codec = new ImageCodec(models.denoiser().shape());
    models.guiding().requireClass(target);
    ClassReward.Judgement judgement = ClassReward.Judgement.logOf(target);
    Reward<String> guiding =
        new ClassReward(
            models.guiding(), codec, judgement, "class " + target + " " + models.digest("guiding"));
    Reward<String> heldOut =
        new ClassReward(
            models.heldOut(),
            codec,
            judgement,
            "class " + target + " " + models.digest("held-out"));
    Differentiable network =
        new Differentiable() {
          @Override
          public LatentGuide gradients() {
            return models.guiding().towards(target);
          }

          @Override
          public double[] values(Latents states, NoiseLevel level) {
            double[][] logs = models.guiding().logProbabilities(states, level);
            double[] out = new double[logs.length];
            for (int i = 0; i < out.length; i++) {
              out[i] = logs[i][target];
            }
            return out;
          }
        };
    return new ImageGoal(
        new Component<>("log-probability", guiding, Transform.IDENTITY, 1, false),
        heldOut,
        List.of(new Naturalness(models.denoiser(), codec)),
        Optional.of(target),
        Optional.of(network));
  }

  /** A small JPEG file; the held-out judge is a classifier's confidence that it shows something. */
  static ImageGoal compressible(ImageModels models) {
    ImageCodec codec = new ImageCodec(models.denoiser().shape());
    Reward<String> heldOut =
        new ClassReward(
            models.heldOut(),
            codec,
            ClassReward.Judgement.confidence(),
            "confidence " + models.digest("held-out"));
    return new ImageGoal(
        new Component<>(
            "jpeg-compressibility",
            new JpegSize.Compressibility().create(Map.of()),
            Transform.IDENTITY,
            1,
            false),
        heldOut,
        List.of(
            new Naturalness(models.denoiser(), codec),
            new PerImage(
                "kilobytes",
                "size as a JPEG file of quality 95, kB; smaller compresses better",
                codec,
                image -> JpegSize.kilobytes(image, JpegSize.QUALITY))),
        Optional.empty(),
        Optional.empty());
  }
}
