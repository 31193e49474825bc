package dev.lodestar.image.own;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.ImageFormat;
import dev.lodestar.image.metric.Naturalness;
import dev.lodestar.image.metric.PixelDiversity;
import dev.lodestar.image.metric.UniqueFraction;
import dev.lodestar.image.sampling.ImageSamplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Images of the user's own diffusion. What guides is the configuration's; nothing here could be
 * held out, and the run says so.
 */
final class OwnImagesTask implements Task<Latents, String> {
  private static final int STEPS = 50;

  private final OwnDiffusion diffusion;
  private final ImageCodec images;

  /** Takes the model over, and closes it. */
  OwnImagesTask(OwnDiffusion diffusion) {
    this.diffusion = diffusion;
    this.images = new ImageCodec(diffusion.images());
  }

  @Override
  public String name() {
    return OwnImagesProvider.NAME;
  }

  @Override
  public int defaultSteps() {
    return STEPS;
  }

  @Override
  public ReverseProcess<Latents> process(Sampling sampling, Constraints constraints, Meter meter) {
    return process(diffusion.network(), sampling, constraints, meter);
  }

  private ReverseProcess<Latents> process(
      GaussianDenoiser network, Sampling sampling, Constraints constraints, Meter meter) {
    NoiseLevels levels =
        ImageSamplers.karras(sampling)
            ? ImageSamplers.levels(sampling, diffusion.denoiser().schedule())
            : diffusion.even().apply(sampling.steps());
    int told = diffusion.told();
    return diffusion.space().isPresent()
        ? ImageSamplers.latent(network, levels, sampling, constraints, told, meter)
        : ImageSamplers.process(network, levels, sampling, constraints, told, meter);
  }

  @Override
  public Optional<ReverseProcess<Latents>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    boolean possible = diffusion.told() != Latents.NONE && diffusion.denoiser().unconditional();
    return possible
        ? Optional.of(process(diffusion.guided(strength), sampling, constraints, meter))
        : Optional.empty();
  }

  @Override
  public Codec<Latents, String> codec() {
    return diffusion.space().<Codec<Latents, String>>map(s -> s.designs(images)).orElse(images);
  }

  @Override
  public Optional<String> example() {
    return Optional.of(images.blank());
  }

  @Override
  public DesignFormat<String> format() {
    return new ImageFormat(images);
  }

  @Override
  public List<Component<String>> reward() {
    return List.of();
  }

  @Override
  public Reward<String> heldOut() {
    return designs ->
        designs.stream()
            .<Score>map(d -> new Score.Infeasible("the task has no held-out scorer"))
            .toList();
  }

  /**
   * The model's own error; not of latents, whose encoder may be missing and costs as much again.
   */
  @Override
  public List<DesignMetric<String>> designMetrics() {
    return diffusion.space().isEmpty() && diffusion.denoiser().unconditional()
        ? List.of(new Naturalness(diffusion.denoiser(), images, diffusion.denoiser().schedule()))
        : List.of();
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return List.of(new PixelDiversity(images), new UniqueFraction());
  }

  /** The numbers of the state. */
  @Override
  public Optional<StateFeatures<Latents>> features() {
    return Optional.of(
        states -> {
          double[][] out = new double[states.size()][states.shape().numbers()];
          for (int k = 0; k < states.data().length; k++) {
            out[k / out[0].length][k % out[0].length] = states.data()[k];
          }
          return out;
        });
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    return diffusion.model().files();
  }

  @Override
  public void close() {
    diffusion.model().close();
  }
}
