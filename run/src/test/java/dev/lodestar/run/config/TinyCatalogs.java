package dev.lodestar.run.config;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.Path;
import java.util.List;

/** Catalogs in which the one task is {@code tiny}; tests open it themselves. */
final class TinyCatalogs {
  private TinyCatalogs() {}

  static Catalogs of() {
    return Catalogs.of(
        List.of(
            new TaskProvider() {
              @Override
              public String name() {
                return "tiny";
              }

              @Override
              public String summary() {
                return "letters in order";
              }

              @Override
              public String source() {
                return "made up";
              }

              @Override
              public List<Sampler> samplers() {
                return MaskedSamplers.ALL;
              }

              @Override
              public Task<?, ?> open(Path models, int threads) {
                throw new AssertionError("the test opens its own task");
              }
            }),
        List.of());
  }
}
