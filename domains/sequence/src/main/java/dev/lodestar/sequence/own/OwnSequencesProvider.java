package dev.lodestar.sequence.own;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.Path;
import java.util.List;

/** Offers the task {@code own-sequences}. */
public final class OwnSequencesProvider implements TaskProvider {
  static final String NAME = "own-sequences";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "sequences from a masked diffusion of your own, towards rewards of your own";
  }

  @Override
  public String source() {
    return "docs/bring-your-own-model.md";
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    throw new IllegalArgumentException(
        "the task "
            + NAME
            + " ships no model: name yours below [model], as in denoiser ="
            + " \"mdlm/manifest.toml\" (docs/bring-your-own-model.md).");
  }

  @Override
  public Task<?, ?> open(Path models, int threads, OwnModel own) {
    return new OwnSequencesTask(OwnTokenDenoiser.of(own, NAME));
  }
}
