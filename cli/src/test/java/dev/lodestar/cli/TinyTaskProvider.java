package dev.lodestar.cli;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.tck.TinyTask;
import java.nio.file.Path;
import java.util.List;

/** Offers {@link TinyTask} to the commands under test. */
public final class TinyTaskProvider implements TaskProvider {
  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public String summary() {
    return "twelve letters in alphabetical order";
  }

  @Override
  public String source() {
    return "made up";
  }

  @Override
  public List<String> citations() {
    return List.of("@misc{tiny,\n  title = {A tiny task},\n  year = {2026}\n}");
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    return new TinyTask(12);
  }
}
