package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Offers the task {@code utr5-mrl-varied}: the user says how long designs are. */
public final class Utr5VariedTaskProvider implements TaskProvider {
  private static final String LENGTH = "length";

  @Override
  public String name() {
    return Utr5Varied.NAME;
  }

  @Override
  public String summary() {
    return "human-like 5'UTRs of 25 to 100 nt, as long as you say, with a high mean ribosome load";
  }

  @Override
  public String source() {
    return "polysome profiling of Sample et al. 2019 (GSE114002), its libraries of varied length";
  }

  @Override
  public List<String> citations() {
    return Utr5TaskProvider.CITATIONS;
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public List<TaskInput> inputs() {
    return List.of(
        TaskInput.text(
            LENGTH,
            String.valueOf(Utr5Varied.USUAL),
            "nucleotides of a design, %d to %d".formatted(Utr5.SHORTEST, Utr5.LONGEST)));
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    return open(models, "", Map.of(), threads);
  }

  @Override
  public Task<?, ?> open(Path models, String model, Map<String, String> inputs, int threads) {
    try {
      return Utr5Task.varied(
          models, length(inputs.getOrDefault(LENGTH, String.valueOf(Utr5Varied.USUAL))));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static int length(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int length = Integer.parseInt(text);
      if (length >= Utr5.SHORTEST && length <= Utr5.LONGEST) {
        return length;
      }
    }
    throw new IllegalArgumentException(
        "[task] %s is \"%s\"; it takes a whole number from %d to %d, as in %s = \"%d\"."
            .formatted(LENGTH, text, Utr5.SHORTEST, Utr5.LONGEST, LENGTH, Utr5Varied.USUAL));
  }
}
