package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Offers one task on regulatory DNA. */
abstract class SiteTaskProvider implements TaskProvider {
  private final SiteTask task;

  SiteTaskProvider(SiteTask task) {
    this.task = task;
  }

  @Override
  public final String name() {
    return task.name();
  }

  @Override
  public final List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public final Task<?, ?> open(Path models, int threads) {
    return open(models, Optional.empty());
  }

  @Override
  public final Task<?, ?> open(Path models, int threads, OwnModel own) {
    return open(models, Optional.of(OwnTokenDenoiser.of(own, name())));
  }

  private Task<?, ?> open(Path models, Optional<OwnTokenDenoiser> own) {
    try {
      return task.open(models, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
