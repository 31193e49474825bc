package dev.lodestar.core.task;

import dev.lodestar.core.gaussian.LatentSpace;
import dev.lodestar.core.gaussian.NoiseLevels;
import java.util.List;
import java.util.Optional;

/**
 * A diffusion of images that its user brought as a whole: a denoiser, the noise levels that it is
 * meant to pass, and perhaps a text encoder and the space of its latents. Closes all of them.
 */
public interface OwnPipeline extends OwnModel {
  /** Whether the denoiser is told prompts. */
  boolean takesPrompts();

  /**
   * The denoiser: condition k is prompt k, and no condition is the negative prompt.
   *
   * @param prompts none for an unconditional model
   * @param negative what guidance leads away from; mostly empty
   * @throws IllegalArgumentException with a sentence where prompts do not fit the model: one for an
   *     unconditional model, none for another, one that is too long
   */
  OwnGaussianDenoiser denoiser(List<String> prompts, String negative);

  /** Between images and the latents that are diffused; empty where images themselves are. */
  Optional<LatentSpace> latents();

  /**
   * The noise levels of so many sampling steps.
   *
   * @throws IllegalArgumentException with a sentence where there are not so many
   */
  NoiseLevels levels(int steps);
}
