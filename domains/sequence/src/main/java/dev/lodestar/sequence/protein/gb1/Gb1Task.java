package dev.lodestar.sequence.protein.gb1;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.ShippedValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Offers the task {@code gb1-binding}. */
public final class Gb1Task implements TaskProvider {
  static final String LANDSCAPE = "landscape";
  private static final int STEPS = 8;

  @Override
  public String name() {
    return Gb1.TASK;
  }

  @Override
  public String summary() {
    return "four sites of protein G's domain B1 that bind IgG, by the measured landscape";
  }

  @Override
  public String source() {
    return "Wu et al. 2016: the fitness of all variants of sites 39, 40, 41 and 54";
  }

  @Override
  public List<String> citations() {
    return List.of(
        """
        @article{wu2016adaptation,
          title   = {Adaptation in protein fitness landscapes is facilitated by indirect paths},
          author  = {Wu, Nicholas C. and Dai, Lei and Olson, C. Anders and Lloyd-Smith, James O. and
                     Sun, Ren},
          journal = {eLife},
          volume  = {5},
          pages   = {e16965},
          year    = {2016}
        }
        """);
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public List<TaskInput> inputs() {
    return List.of(
        TaskInput.file(
            LANDSCAPE,
            "the measured landscape, a table with the columns sequence (four letters) and fitness"));
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    throw new UncheckedIOException(new IOException("it needs the table of the landscape"));
  }

  @Override
  public Task<?, ?> open(Path models, String model, Map<String, String> inputs, int threads) {
    try {
      return task(models, Path.of(inputs.get(LANDSCAPE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  static ProteinTask task(Path models, Path table) throws IOException {
    Gb1Model model = Gb1Model.read(models);
    Landscape landscape = Landscape.read(table);
    TokenDenoiser denoiser = model.profile();
    int[] ranks = new int[Gb1.VARIANTS];
    int[] ranked = landscape.ranked();
    for (int i = 0; i < ranked.length; i++) {
      ranks[ranked[i]] = i + 1;
    }
    SortedMap<String, Path> files =
        new TreeMap<>(Map.of("model", Gb1Model.file(models), LANDSCAPE, table));
    Optional<ShippedValue> value = ShippedValue.open(models, Gb1.VALUE, files);
    value.ifPresent(v -> files.put("value", v.file()));
    return new ProteinTask(
        Gb1.TASK,
        STEPS,
        denoiser,
        Gb1.CODEC,
        new TreeMap<>(),
        new ProteinTask.Judging(
            List.of(new Component<>("fitness", landscape, Transform.IDENTITY, 1, false)),
            model.additive(),
            false,
            List.of(
                new Naturalness(denoiser, Gb1.CODEC.alphabet(), model.natural(), model.uniform()),
                new PerDesign(
                    "rank",
                    "place among the measured variants, 1 the best; never shown to the search",
                    d -> rank(ranks[Gb1.number(d)])),
                new PerDesign(
                    "mutations",
                    "sites that differ from the wild type " + Gb1.WILD_TYPE,
                    d -> Sequences.hamming(d, Gb1.WILD_TYPE))),
            List.of(new Diversity(), new UniqueFraction())),
        Steering.of(value),
        files);
  }

  private static double rank(int rank) {
    return rank == 0 ? Double.NaN : rank;
  }
}
