package dev.lodestar.run;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Edited;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Designs of its user's that a run starts from, instead of from noise: each is noised to a level,
 * and what the method makes from there is an edited copy. Design n starts from row n modulo their
 * number.
 *
 * @param file where they stand
 * @param designs their texts, at least one
 * @param level noise level to go back to
 */
public record Start(Path file, List<String> designs, int level) {
  public Start {
    designs = List.copyOf(designs);
  }

  /**
   * The designs of a file: FASTA, a table with a column {@code design} or {@code sequence}, or one
   * a line.
   *
   * @param noise share of the noise levels to go back, in (0, 1]
   * @param process the process that the designs are noised by, its fixed positions among it
   * @throws IllegalArgumentException with a sentence where the file, a design or the process does
   *     not fit
   */
  public static <B extends Particles<B>, D> Start read(
      Path file, double noise, Task<B, D> task, ReverseProcess<B> process) {
    Renoising<B> forward = Renoising.of(process, "a run that starts from given designs");
    List<DesignFile.Entry> entries = DesignFile.read(file, Optional.empty());
    List<D> designs = entries.stream().map(e -> e.parse(file, task.format())).toList();
    int steps = process.steps();
    Draws draws = Draws.of(Streams.of(0), 0, designs.size(), steps);
    // fully noised, only what is fixed is left
    double[] fits = forward.logPrior(forward.renoise(task.codec().encode(designs), steps, draws));
    for (int i = 0; i < fits.length; i++) {
      if (fits[i] == Double.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException(
            file
                + ", line "
                + entries.get(i).line()
                + ": the design does not hold the letters that constraints.locked fixes; change it,"
                + " or the constraint.");
      }
    }
    int level = Math.max(1, (int) Math.round(noise * steps));
    return new Start(file, designs.stream().map(task.format()::text).toList(), level);
  }

  /** The process that starts from these designs. */
  <B extends Particles<B>, D> ReverseProcess<B> of(Task<B, D> task, ReverseProcess<B> process) {
    B clean = task.codec().encode(designs.stream().map(task.format()::parse).toList());
    return new Edited<>(
        Renoising.of(process, "a run that starts from given designs"), clean, level);
  }
}
