package dev.lodestar.image.own;

import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.image.sampling.ImageSamplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Offers the task {@code own-images}. */
public final class OwnImagesProvider implements TaskProvider {
  static final String NAME = "own-images";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "images from a diffusion of your own, such as a Stable Diffusion, towards rewards of your"
        + " own";
  }

  @Override
  public String source() {
    return "docs/bring-your-own-model.md";
  }

  @Override
  public List<Sampler> samplers() {
    return ImageSamplers.ALL;
  }

  @Override
  public List<TaskInput> inputs() {
    return Told.INPUTS;
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    throw new IllegalArgumentException(
        "the task "
            + NAME
            + " ships no model: name yours below [model], as in denoiser ="
            + " \"ddpm/manifest.toml\" or the folder of a pipeline"
            + " (docs/bring-your-own-model.md).");
  }

  @Override
  public Task<?, ?> open(Path models, int threads, OwnModel own, Map<String, String> inputs) {
    return new OwnImagesTask(OwnDiffusion.of(own, Told.of(inputs), NAME));
  }
}
