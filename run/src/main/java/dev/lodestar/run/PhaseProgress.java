package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Course;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.task.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells whoever watches how far a phase is: steps, designs, best and median score, budget left. */
final class PhaseProgress {
  private final Phase phase;
  private final Progress progress;
  private final long total;
  private final int steps;
  private double[] scores = new double[64];
  private int scored;
  private int designs;
  private int furthest;
  private double best = Double.NaN;
  private double median = Double.NaN;
  private double starts = 1;
  private double ess = Double.NaN;

  PhaseProgress(Phase phase, int steps, Progress progress) {
    this.phase = phase;
    this.steps = steps;
    this.progress = progress;
    this.total = (long) phase.count() * (steps + 1);
  }

  /** A line that stays. */
  void say(String line) {
    progress.say(line);
  }

  /** What the present population of the group in flight looks like. */
  void seen(Course.Step step) {
    starts = step.families();
    ess = step.ess();
  }

  /** A population of the group in flight. */
  void step(Population<?> population, Meter.Spent spent) {
    int size = Math.min(phase.group(), phase.count() - designs);
    // a search comes by a noise level several times: only what is new counts
    furthest = Math.max(furthest, steps - population.step());
    long done = (long) designs * (steps + 1) + (long) size * furthest;
    // until a group is finished, the best estimate stands in for the best score
    double guess = Arrays.stream(population.values()).filter(Double::isFinite).max().orElse(best);
    tell(done, Double.isNaN(best) ? guess : best, spent);
  }

  /** A finished group, or rows found when a run goes on. */
  void finished(List<Row> rows, Meter.Spent spent) {
    furthest = 0;
    starts = 1;
    ess = Double.NaN;
    add(rows);
    tell((long) designs * (steps + 1), best, spent);
  }

  /** Rows that were there already. */
  void add(List<Row> rows) {
    for (Row row : rows) {
      designs++;
      if (!Double.isNaN(row.score())) {
        if (scored == scores.length) {
          scores = Arrays.copyOf(scores, 2 * scored);
        }
        scores[scored++] = row.score();
      }
    }
    double[] sorted = Arrays.copyOf(scores, scored);
    Arrays.sort(sorted);
    best = Numbers.quantile(sorted, 1);
    median = Numbers.quantile(sorted, 0.5);
  }

  private void tell(long done, double top, Meter.Spent spent) {
    StringBuilder status = new StringBuilder(phase.name());
    status.append(' ').append(designs).append('/').append(phase.count());
    if (!Double.isNaN(top)) {
      status.append(String.format(Locale.ROOT, ", best %.4g", top));
    }
    if (!Double.isNaN(median)) {
      status.append(String.format(Locale.ROOT, ", median %.4g", median));
    }
    if (!Double.isNaN(ess)) {
      status.append(String.format(Locale.ROOT, ", ESS %.0f %%", 100 * ess));
    }
    if (starts < 1) {
      status.append(String.format(Locale.ROOT, ", %.0f %% of the starts left", 100 * starts));
    }
    Budget budget = phase.budget();
    left(status, budget.networkCalls(), spent.networkCalls(), "network evaluations");
    left(status, budget.rewardCalls(), spent.rewardCalls(), "scorer calls");
    if (budget.seconds() < Double.POSITIVE_INFINITY) {
      long seconds = (long) Math.max(0, budget.seconds() - spent.seconds());
      status.append(", ").append(seconds).append(" s left");
    }
    progress.step(done, total, status.toString());
  }

  private static void left(StringBuilder status, long limit, long spent, String what) {
    if (limit < Long.MAX_VALUE) {
      status.append(String.format(Locale.ROOT, ", %,d %s left", limit - spent, what));
    }
  }
}
