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
import dev.lodestar.torch.ImageValueNet;
import java.util.Arrays;
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
 * @param reward the reward with its gradient, of clean images; empty where it has none
 * @param slope a value of noisy images with its gradient, where there is one
 * @param learned the rewards that noisy images are expected to end in, where that was learned
 */
record ImageGoal(
    Component<String> guiding,
    Reward<String> heldOut,
    List<DesignMetric<String>> columns,
    Optional<Integer> told,
    Optional<LatentGuide> reward,
    Optional<LatentGuide> slope,
    Optional<Learned> learned) {

  /** A value of noisy images. */
  interface Learned {
    /** One a state, in the reward's unit. */
    double[] of(Latents states, NoiseLevel level);

    /** One of several values that a network tells. */
    static Learned by(ImageValueNet network, int reward) {
      return (states, level) ->
          Arrays.stream(network.values(states, level)).mapToDouble(v -> v[reward]).toArray();
    }
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
    LatentGuide classifier = models.guiding().towards(target);
    return new ImageGoal(
        new Component<>("log-probability", guiding, Transform.IDENTITY, 1, false),
        heldOut,
        List.of(new Naturalness(models.denoiser(), codec)),
        Optional.of(target),
        Optional.of(classifier),
        Optional.of(classifier),
        models.value().map(v -> Learned.by(v, target)));
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
        Optional.empty(),
        models.value().map(v -> v.towards(0)),
        models.value().map(v -> Learned.by(v, 0)));
  }
}
