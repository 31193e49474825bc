package dev.lodestar.image.own;

import dev.lodestar.core.gaussian.ClassifierFree;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.LatentSpace;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.OwnPipeline;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A user's diffusion, and what it is told.
 *
 * @param model what closes everything
 * @param denoiser the network itself
 * @param even noise levels of so many steps, as the model is meant to pass them
 * @param space of its latents; empty where images themselves are diffused
 * @param told condition of every design; {@link Latents#NONE} for none
 * @param strength of guidance towards it
 */
record OwnDiffusion(
    OwnModel model,
    OwnGaussianDenoiser denoiser,
    IntFunction<NoiseLevels> even,
    Optional<LatentSpace> space,
    int told,
    double strength) {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  OwnDiffusion {
    Shape images = images(denoiser, space);
    if (images.channels() != GREY && images.channels() != COLOUR) {
      throw new IllegalArgumentException(
          model.describe()
              + " makes images of "
              + images
              + "; they have 1 channel (grey) or 3 (red, green, blue). Latents are decoded by a"
              + " pipeline's folder.");
    }
  }

  /**
   * What a model that is told something draws.
   *
   * @throws IllegalArgumentException with a sentence where the model is of another kind, or cannot
   *     be told that
   */
  static OwnDiffusion of(OwnModel model, Told told, String task) {
    return model instanceof OwnPipeline pipeline
        ? of(pipeline, told)
        : of(OwnGaussianDenoiser.of(model, task), told);
  }

  private static OwnDiffusion of(OwnPipeline pipeline, Told told) {
    if (told.number().isPresent()) {
      throw new IllegalArgumentException(
          pipeline.describe()
              + (pipeline.takesPrompts() ? " is told prompts" : " can be told nothing")
              + ", and task.class is given; remove it.");
    }
    OwnGaussianDenoiser denoiser =
        pipeline.denoiser(told.prompt().stream().toList(), told.negative());
    return new OwnDiffusion(
        pipeline,
        denoiser,
        pipeline::levels,
        pipeline.latents(),
        told.prompt().isPresent() ? 0 : Latents.NONE,
        told.strength());
  }

  private static OwnDiffusion of(OwnGaussianDenoiser denoiser, Told told) {
    if (told.prompt().isPresent()) {
      throw new IllegalArgumentException(
          denoiser.describe()
              + " cannot be told a prompt, and task.prompt is given; remove it, or name the folder"
              + " of a pipeline with a text encoder.");
    }
    int classes = denoiser.conditions();
    int number = told.number().orElse(Latents.NONE);
    if (number >= classes) {
      throw new IllegalArgumentException(
          denoiser.describe()
              + (classes == 0
                  ? " can be told no class"
                  : " knows the classes 0 to " + (classes - 1))
              + ", and task.class is "
              + number
              + ".");
    }
    boolean free = number == Latents.NONE || told.strength() != 1;
    if (free && !denoiser.unconditional()) {
      throw new IllegalArgumentException(
          denoiser.describe()
              + " must always be told a class: give task.class = 0 to "
              + (classes - 1)
              + " without task.guidance, or name the class that says nothing in its manifest, as"
              + " null-condition = ...");
    }
    return new OwnDiffusion(
        denoiser,
        denoiser,
        steps -> new Spacing.Trailing().levels(denoiser.schedule(), steps),
        Optional.empty(),
        number,
        told.strength());
  }

  private static Shape images(GaussianDenoiser denoiser, Optional<LatentSpace> space) {
    if (space.isPresent() && !space.get().latents().equals(denoiser.shape())) {
      throw new IllegalArgumentException(
          "the denoiser makes latents of "
              + denoiser.shape()
              + " and the decoder reads latents of "
              + space.get().latents()
              + "; they are not of one pipeline.");
    }
    return space.map(LatentSpace::images).orElse(denoiser.shape());
  }

  /** Sizes of an image. */
  Shape images() {
    return images(denoiser, space);
  }

  /** The network that is drawn from, guided as told. */
  GaussianDenoiser network() {
    return guided(strength);
  }

  /** The network with guidance of a strength; as it is where it is told nothing. */
  GaussianDenoiser guided(double by) {
    return told == Latents.NONE || by == 1 ? denoiser : ClassifierFree.of(denoiser, by);
  }
}
