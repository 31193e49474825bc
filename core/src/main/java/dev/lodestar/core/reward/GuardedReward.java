package dev.lodestar.core.reward;

import dev.lodestar.core.budget.BudgetExhausted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A scorer that cannot harm a run: whatever goes wrong in it becomes {@link Score.Failed} with a
 * cause, after the given number of retries. Never a silent 0.
 *
 * <p>Only the designs without a score are asked again. An exception or a wrong number of answers
 * says nothing about single designs, so it fails all that were asked together; a scorer that
 * stumbles over one design should answer {@link Score.Failed} for that one. {@link BudgetExhausted}
 * and {@link ScoringStopped} pass through: they are decisions, not failures.
 *
 * @param <D> a design
 */
public final class GuardedReward<D> implements Reward<D> {
  private final String name;
  private final Reward<D> reward;
  private final int retries;
  private final Consumer<Failure<D>> listener;
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param name the scorer's name in messages
   * @param retries further attempts, at least 0
   * @param listener told of every failure, of attempts that are retried too
   */
  public GuardedReward(String name, Reward<D> reward, int retries, Consumer<Failure<D>> listener) {
    if (retries < 0) {
      throw new IllegalArgumentException("retries are " + retries + "; they cannot be negative");
    }
    this.name = name;
    this.reward = reward;
    this.retries = retries;
    this.listener = listener;
  }

  /** Answers that stayed {@link Score.Failed} so far. */
  public long failures() {
    return failed.get();
  }

  @Override
  public String identity() {
    return reward.identity();
  }

  @Override
  public List<Score> score(List<D> designs) {
    Score[] scores = new Score[designs.size()];
    int[] open = IntStream.range(0, designs.size()).toArray();
    for (int attempt = 1; attempt <= retries + 1 && open.length > 0; attempt++) {
      List<Score> answers = attempt(Arrays.stream(open).mapToObj(designs::get).toList());
      for (int i = 0; i < open.length; i++) {
        scores[open[i]] = answers.get(i);
      }
      open = Arrays.stream(open).filter(i -> scores[i] instanceof Score.Failed).toArray();
      report(designs, scores, open, attempt);
    }
    failed.addAndGet(open.length);
    return List.of(scores);
  }

  private List<Score> attempt(List<D> designs) {
    List<Score> answers;
    try {
      answers = reward.score(designs);
    } catch (BudgetExhausted | ScoringStopped e) {
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return allFailed(designs, "the scorer threw " + describe(e));
    }
    if (answers == null) {
      return allFailed(designs, "the scorer answered null instead of a list");
    }
    if (answers.size() != designs.size()) {
      return allFailed(
          designs,
          "the scorer gave " + answers.size() + " answers for " + designs.size() + " designs");
    }
    List<Score> out = new ArrayList<>(answers.size());
    for (Score answer : answers) {
      out.add(
          answer == null ? new Score.Failed("the scorer answered null for the design") : answer);
    }
    return out;
  }

  private void report(List<D> designs, Score[] scores, int[] open, int attempt) {
    Map<String, List<D>> byCause = new LinkedHashMap<>();
    for (int i : open) {
      String cause = ((Score.Failed) scores[i]).cause();
      byCause.computeIfAbsent(cause, c -> new ArrayList<>()).add(designs.get(i));
    }
    byCause.forEach(
        (cause, which) ->
            listener.accept(new Failure<>(name, which, cause, attempt, attempt > retries)));
  }

  private static <D> List<Score> allFailed(List<D> designs, String cause) {
    Score failed = new Score.Failed(cause);
    return designs.stream().map(d -> failed).toList();
  }

  private static String describe(Throwable e) {
    String what = e.getClass().getSimpleName();
    return e.getMessage() == null || e.getMessage().isBlank() ? what : what + ": " + e.getMessage();
  }
}
