package dev.lodestar.torch;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.value.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * States on trajectories of a pre-trained model with the score each trajectory ended in, on which a
 * value is regressed.
 *
 * @param processes makes the pre-trained process, with an empty memory of states
 * @param objective the guiding score, in scoring mode; negative infinity where it has none
 * @param perTrajectory states kept of each trajectory, one from each of as many equal stretches
 * @param seed of the trajectories
 */
public record TokenRollOuts(
    Supplier<ReverseProcess<Tokens>> processes,
    Objective<Tokens> objective,
    int perTrajectory,
    long seed) {
  /** Trajectories drawn together. */
  public static final int GROUP = 64;

  /**
   * States and what they ended in.
   *
   * @param states tokens, shape [n][length]
   * @param times of the states, shape [n]
   * @param ends scores, negative infinity where there was none, shape [n]
   * @param others where the states are for judging, scores of a second end of each; or empty
   * @param guessed and the scores of their clean guesses; or empty
   */
  public record Seen(
      List<int[]> states,
      List<Double> times,
      List<Double> ends,
      List<Double> others,
      List<Double> guessed) {
    Seen() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void add(Seen more) {
      states.addAll(more.states);
      times.addAll(more.times);
      ends.addAll(more.ends);
    }

    /** The worst score that there was. */
    double worst() {
      return ends.stream().filter(Double::isFinite).min(Double::compare).orElse(0.0);
    }

    /** The share that ended without a score. */
    double lost() {
      return ends.stream().filter(e -> !Double.isFinite(e)).count() / (double) ends.size();
    }

    /** To learn from, where an end without a score counts as {@code worst}. */
    ValueData data(double worst) {
      return new ValueData(states.toArray(int[][]::new), column(times, worst), column(ends, worst));
    }

    static double[] column(List<Double> values, double worst) {
      return values.stream().mapToDouble(v -> Double.isFinite(v) ? v : worst).toArray();
    }
  }

  /**
   * Trajectories number {@code first} .. {@code first + count - 1}, in groups.
   *
   * @param count a multiple of {@link #GROUP}
   */
  public Seen draw(int first, int count, Progress progress) {
    Seen out = new Seen();
    for (int at = first; at < first + count; at += GROUP) {
      group(at, out);
      progress.step(at - first + GROUP, count, "roll-outs");
    }
    return out;
  }

  private void group(int first, Seen out) {
    ReverseProcess<Tokens> process = processes.get();
    List<Outlook<Tokens>> path = new ArrayList<>();
    double[] ends = objective.of(trajectory(process, first, path::add));
    for (int row = 0; row < ends.length; row++) {
      RandomGenerator random = Streams.of(seed).at(first + row, 0, 0, Purpose.ROLLOUT);
      for (int k = 0; k < perTrajectory; k++) {
        Outlook<Tokens> seen = path.get(within(k, random, process.steps()));
        out.states.add(seen.states().row(row));
        out.times.add(process.time(seen.step()));
        out.ends.add(ends[row]);
      }
    }
  }

  /**
   * The same for judging: the states of a group are those of one step, and each has a second end,
   * drawn anew from it.
   */
  public Seen judges(int first, int count) {
    Seen out = new Seen();
    for (int at = first; at < first + count; at += GROUP) {
      ReverseProcess<Tokens> process = processes.get();
      List<Outlook<Tokens>> path = new ArrayList<>();
      double[] ends = objective.of(trajectory(process, at, path::add));
      RandomGenerator random = Streams.of(seed).at(at, 0, 0, Purpose.ROLLOUT);
      for (int k = 0; k < perTrajectory; k++) {
        Outlook<Tokens> seen = path.get(within(k, random, process.steps()));
        Streams others = Streams.of(seed).branch(Purpose.LOOK_AHEAD, k);
        Draws draws = Draws.of(others, at, GROUP, seen.step());
        double[] again = objective.of(onwards(process, seen, draws, o -> {}));
        double[] guess = objective.of(seen.cleanGuess());
        for (int row = 0; row < ends.length; row++) {
          out.states.add(seen.states().row(row));
          out.times.add(process.time(seen.step()));
          out.ends.add(ends[row]);
          out.others.add(again[row]);
          out.guessed.add(guess[row]);
        }
      }
    }
    return out;
  }

  /** Place 0 is pure noise; the data, whose value is the reward itself, is left out. */
  private int within(int stretch, RandomGenerator random, int steps) {
    return (int) ((stretch + random.nextDouble()) * steps / perTrajectory);
  }

  private Tokens trajectory(
      ReverseProcess<Tokens> process, int first, Consumer<Outlook<Tokens>> watch) {
    Draws draws = Draws.of(Streams.of(seed), first, GROUP, process.steps());
    Outlook<Tokens> noise = process.look(process.prior(draws), process.steps());
    watch.accept(noise);
    return onwards(process, noise, draws, watch);
  }

  private static Tokens onwards(
      ReverseProcess<Tokens> process,
      Outlook<Tokens> from,
      Draws draws,
      Consumer<Outlook<Tokens>> watch) {
    Outlook<Tokens> now = from;
    for (int step = from.step() - 1; step >= 0; step--) {
      now = process.look(now.propose(draws.atStep(step + 1), 1), step);
      watch.accept(now);
    }
    return now.cleanGuess();
  }
}
