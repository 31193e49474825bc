package dev.lodestar.bench.engines;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Two engines that answer the same question in turns, so that a machine's moods meet both.
 *
 * @param <Q> a batch of states
 */
final class Duel<Q> {
  private static final int WARM_UP = 3;
  private static final int LEAST = 5;

  private final Consumer<Q> first;
  private final Consumer<Q> second;
  private final IntFunction<Q> questions;

  /**
   * @param questions the batch of a round; no two rounds have the same
   */
  Duel(Consumer<Q> first, Consumer<Q> second, IntFunction<Q> questions) {
    this.first = first;
    this.second = second;
    this.questions = questions;
  }

  /**
   * What the two took.
   *
   * @param first median seconds a call
   * @param second median seconds a call
   * @param rounds calls of each
   */
  record Took(double first, double second, int rounds) {
    /** How many times faster the second is; below 1 it is slower. */
    double ratio() {
      return first / second;
    }
  }

  /** Asks both in turns for about so many seconds, each round another one begins. */
  Took fight(double seconds) {
    for (int r = 0; r < WARM_UP; r++) {
      Q question = questions.apply(r);
      first.accept(question);
      second.accept(question);
    }
    double[] a = new double[1000];
    double[] b = new double[1000];
    int rounds = 0;
    long start = System.nanoTime();
    while (rounds < a.length && (rounds < LEAST || (System.nanoTime() - start) * 1e-9 < seconds)) {
      Q question = questions.apply(WARM_UP + rounds);
      if (rounds % 2 == 0) {
        a[rounds] = time(first, question);
        b[rounds] = time(second, question);
      } else {
        b[rounds] = time(second, question);
        a[rounds] = time(first, question);
      }
      rounds++;
    }
    return new Took(median(a, rounds), median(b, rounds), rounds);
  }

  private static <Q> double time(Consumer<Q> engine, Q question) {
    long start = System.nanoTime();
    engine.accept(question);
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double median(double[] times, int rounds) {
    double[] sorted = Arrays.copyOf(times, rounds);
    Arrays.sort(sorted);
    return (sorted[(rounds - 1) / 2] + sorted[rounds / 2]) / 2;
  }
}
