package dev.lodestar.image.recipe;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Progress;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.sampling.ImageSamplers;
import dev.lodestar.torch.ImageValueData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Trajectories of a diffusion, their ends and the rewards these got, on which a value is regressed.
 *
 * @param network the pre-trained diffusion, told nothing
 * @param rewards of designs, shape [designs][rewards]
 * @param steps denoising steps of a trajectory
 * @param seed of the trajectories
 */
record ImageRollOuts(GaussianDenoiser network, Rewards rewards, int steps, long seed) {
  /** Trajectories drawn together. */
  private static final int GROUP = 64;

  /** States that a trajectory is judged at, one from each of as many equal stretches of it. */
  private static final int JUDGED = 8;

  /** Rewards of designs, shape [designs][rewards]. */
  interface Rewards {
    double[][] of(List<String> designs);
  }

  /**
   * States on the way, what they ended in, and what their clean guesses are worth.
   *
   * @param guessed rewards of the clean guesses, shape [states][rewards]
   */
  record Judges(ImageValueData data, double[][] guessed) {}

  private static final class Parts {
    private final List<Latents> states = new ArrayList<>();
    private final List<NoiseLevel> levels = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();
    private final List<double[]> guessed = new ArrayList<>();

    ImageValueData data() {
      return new ImageValueData(Particles.join(states), levels, targets.toArray(new double[0][]));
    }
  }

  private interface Group {
    void of(int first, int count, Parts parts);
  }

  /** What trajectories number {@code first} .. {@code first + count - 1} end in. */
  ImageValueData ends(int first, int count, Progress progress) {
    return groups(first, count, this::ends, progress).data();
  }

  /** States on the way of trajectories number {@code first} .. {@code first + count - 1}. */
  Judges judges(int first, int count) {
    Parts parts = groups(first, count, this::judges, Progress.SILENT);
    return new Judges(parts.data(), parts.guessed.toArray(new double[0][]));
  }

  private static Parts groups(int first, int count, Group group, Progress progress) {
    Parts parts = new Parts();
    for (int at = first; at < first + count; at += GROUP) {
      group.of(at, Math.min(GROUP, first + count - at), parts);
      progress.step(Math.min(count, at - first + GROUP), count, "roll-outs");
    }
    return parts;
  }

  private void ends(int first, int count, Parts parts) {
    Latents designs = designs(process(), first, count, o -> {});
    parts.states.add(designs);
    parts.levels.addAll(Collections.nCopies(count, NoiseLevel.DATA));
    parts.targets.addAll(List.of(rewards.of(codec().decode(designs))));
  }

  private void judges(int first, int count, Parts parts) {
    GaussianProcess process = process();
    List<Outlook<Latents>> path = new ArrayList<>();
    double[][] ends = rewards.of(codec().decode(designs(process, first, count, path::add)));
    List<Latents> guesses = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      RandomGenerator random = Streams.of(seed).at(first + row, 0, 0, Purpose.ROLLOUT);
      for (int k = 0; k < JUDGED; k++) {
        // path[0] is pure noise; the data, whose value is the reward itself, is left out
        int at = (int) ((k + random.nextDouble()) * steps / JUDGED);
        Outlook<Latents> one = path.get(at).select(new int[] {row});
        parts.states.add(one.states());
        parts.levels.add(process.levels().at(steps - at));
        parts.targets.add(ends[row]);
        guesses.add(one.cleanGuess());
      }
    }
    parts.guessed.addAll(List.of(rewards.of(codec().decode(Particles.join(guesses)))));
  }

  private GaussianProcess process() {
    return ImageSamplers.usual(network, steps, d -> Latents.NONE, new Meter(Budget.unlimited()));
  }

  private ImageCodec codec() {
    return new ImageCodec(network.shape());
  }

  private Latents designs(
      GaussianProcess process, int first, int count, Consumer<Outlook<Latents>> seen) {
    return Decoding.run(
            new Pretrained(),
            new Steering<>(process, (o, d) -> new double[o.size()]),
            Streams.of(seed),
            first,
            count,
            p -> seen.accept(p.outlook()))
        .designs();
  }
}
