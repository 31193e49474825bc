package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.ScoringStopped;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes one design of a run again, and shows the way it took. Random numbers are addressed, so a
 * method whose designs never meet replays the design alone; otherwise its whole group is replayed.
 * Scores, and failures to score, come from the ledger where it has them.
 */
public final class Replay {
  private Replay() {}

  /**
   * A design on its way.
   *
   * @param step noise level
   * @param guess the network's clean guess of the design then
   * @param value estimated value in reward units; NaN where the method estimates none
   * @param origin row at the start that the particle descends from
   */
  public record Point(int step, String guess, double value, int origin) {}

  /**
   * What a replay came to.
   *
   * @param id the design's number
   * @param recorded its text in the run's table
   * @param replayed its text now
   * @param alone whether it was replayed without its group
   * @param path the particle in the design's place, from the highest noise level
   * @param drawn files that show the way, in the run's directory
   */
  public record Result(
      long id,
      String recorded,
      String replayed,
      boolean alone,
      List<Point> path,
      List<Path> drawn) {
    public Result {
      path = List.copyOf(path);
      drawn = List.copyOf(drawn);
    }

    /** Whether the design came out as recorded. */
    public boolean same() {
      return recorded.equals(replayed);
    }
  }

  /**
   * Replays a finished design of a run.
   *
   * @param id its number, from 0
   * @throws IllegalArgumentException where the run has no such design yet, or its configuration or
   *     models have changed
   */
  public static Result of(RunPlan plan, Task<?, ?> task, RunDirectory directory, long id) {
    Provenance.requireSame(directory, plan, task);
    try {
      return replay(plan, task, directory, id);
    } catch (ScoringStopped e) {
      throw new RunFailure(e.getMessage(), e);
    }
  }

  private static <B extends Particles<B>, D> Result replay(
      RunPlan plan, Task<B, D> task, RunDirectory directory, long id) {
    Meter meter = new Meter(Budget.unlimited());
    try (Ledger ledger = Ledger.open(directory.file(RunDirectory.LEDGER), Ledger.ALL_PAID, true);
        Scorers<D> scorers = new Scorers<>(plan, task, ledger, failure -> {})) {
      Columns columns = new Columns(scorers.names(), new Judge<>(plan, task, scorers).metrics());
      Row row = recorded(plan, directory, columns, id);
      boolean alone = plan.method().independent();
      int first = (int) (alone ? id : id - id % plan.group());
      int size = alone ? 1 : Math.min(plan.group(), plan.count() - first);
      Phase phase = Phase.designs(plan);
      CompositeReward<D> reward = scorers.charged(meter);
      CompositeReward<D> noisy = scorers.noisy(reward);
      Set<String> made = new HashSet<>();
      if (plan.method().remembers()) {
        columns.forEach(
            directory.checkpoint(phase.rowsFile()),
            r -> {
              if (r.id() < first) {
                made.add(r.design());
              }
            });
      }
      Steering<B> steering =
          phase.steering(
              plan, task, reward, noisy, meter, phase.fit(plan, task, noisy, meter), made);
      List<Population<B>> seen = new ArrayList<>();
      Population<B> last = again(plan, steering, first, size, row, seen);
      int place = (int) id - first;
      int particle = alone ? last.origins()[0] : place;
      List<Point> path =
          seen.stream().map(p -> point(task, p, Math.min(particle, p.size() - 1))).toList();
      String now = task.format().text(task.codec().decode(last.outlook().cleanGuess()).get(place));
      return new Result(id, row.design(), now, alone, path, draw(task, directory, id, path, now));
    }
  }

  private static <D> List<Path> draw(
      Task<?, D> task, RunDirectory directory, long id, List<Point> path, String last) {
    List<D> guesses =
        Stream.concat(path.stream().map(Point::guess), Stream.of(last))
            .map(task.format()::parse)
            .toList();
    try {
      return task.format().trajectory(directory.path(), Way.name(id), guesses);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", directory.path(), e), e);
    }
  }

  /** The last population, one row a design; every population on the way goes into {@code seen}. */
  private static <B extends Particles<B>> Population<B> again(
      RunPlan plan, Steering<B> steering, int first, int size, Row row, List<Population<B>> seen) {
    Streams streams = Streams.of(plan.seed());
    if (row.step() == 0) {
      return plan.method().decode(steering, streams, first, size, seen::add).population();
    }
    if (!(plan.method() instanceof Method method)) {
      throw new IllegalArgumentException(
          "design "
              + row.id()
              + " was cut short by a budget in the middle of a search, and cannot be replayed; a"
              + " finished design can.");
    }
    try {
      method.decode(
          steering,
          streams,
          first,
          size,
          population -> {
            seen.add(population);
            if (population.step() == row.step()) {
              throw new BudgetExhausted("a budget ended the run here");
            }
          });
    } catch (BudgetExhausted e) {
      // the first population was the last one: the loop itself does not expect that
    }
    return method.finish(seen.get(seen.size() - 1));
  }

  private static <B extends Particles<B>, D> Point point(
      Task<B, D> task, Population<B> population, int row) {
    B guess = population.outlook().cleanGuess().select(new int[] {row});
    return new Point(
        population.step(),
        task.format().text(task.codec().decode(guess).get(0)),
        population.values()[row],
        population.origins()[row]);
  }

  private static Row recorded(RunPlan plan, RunDirectory directory, Columns columns, long id) {
    List<Row> found = new ArrayList<>();
    int[] rows = {0};
    columns.forEach(
        directory.checkpoint(Phase.designs(plan).rowsFile()),
        row -> {
          rows[0]++;
          if (row.id() == id) {
            found.add(row);
          }
        });
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "the run in "
              + directory.path()
              + " has no design "
              + id
              + (rows[0] == 0
                  ? "; it has none yet."
                  : "; its designs are numbered 0 to " + (rows[0] - 1) + "."));
    }
    return found.get(0);
  }
}
