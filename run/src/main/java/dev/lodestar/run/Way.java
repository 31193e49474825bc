package dev.lodestar.run;

import dev.lodestar.core.decode.Population;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the best design of a group came about, drawn where its task draws: what it was expected to
 * become at every noise level. A search comes by a noise level several times; its last visit
 * counts.
 *
 * @param <B> batch of states
 * @param <D> a design
 */
final class Way<B extends Particles<B>, D> {
  private final Task<B, D> task;
  private final Map<Integer, Population<B>> seen = new TreeMap<>();

  Way(Task<B, D> task) {
    this.task = task;
  }

  /** Name of a design's trajectory, without the ending. */
  static String name(long id) {
    return String.format(Locale.ROOT, "trajectory-%05d", id);
  }

  void add(Population<B> population) {
    seen.put(population.step(), population);
  }

  /**
   * Draws into the run's directory.
   *
   * @param rows of the group, the first of the run
   * @param last the population that they were read off, one row a design
   */
  void draw(List<Row> rows, Population<B> last, RunDirectory directory) {
    int best = -1;
    for (int i = 0; i < rows.size(); i++) {
      double score = rows.get(i).score();
      best = Double.isFinite(score) && (best < 0 || score > rows.get(best).score()) ? i : best;
    }
    if (best < 0) {
      return;
    }
    List<D> guesses = new ArrayList<>();
    for (Population<B> population : seen.values()) {
      int row = descendant(population, last.origins()[best]);
      if (population.step() > 0 && row >= 0) {
        B guess = population.outlook().cleanGuess().select(new int[] {row});
        guesses.add(0, task.codec().decode(guess).get(0));
      }
    }
    guesses.add(task.format().reread(rows.get(best).design()));
    try {
      task.format().trajectory(directory.path(), name(rows.get(best).id()), guesses);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", directory.path(), e), e);
    }
  }

  /** A row of a population that descends from a row of the start; -1 where none is left. */
  private static int descendant(Population<?> population, int origin) {
    for (int r = 0; r < population.size(); r++) {
      if (population.origins()[r] == origin) {
        return r;
      }
    }
    return -1;
  }
}
