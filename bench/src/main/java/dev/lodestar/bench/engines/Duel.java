package dev.lodestar.bench.engines;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
   * @param firstWork seconds of processors, of all calls
   * @param secondWork seconds of processors, of all calls
   * @param rounds calls of each
   */
  record Took(double first, double second, double firstWork, double secondWork, int rounds) {
    /** How many times faster the second is; below 1 it is slower. */
    double ratio() {
      return first / second;
    }

    /** How many times less work the second is for the processors, whatever else they do. */
    double workRatio() {
      return firstWork / secondWork;
    }
  }

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private double firstWork;
  private double secondWork;

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
        a[rounds] = first(question);
        b[rounds] = second(question);
      } else {
        b[rounds] = second(question);
        a[rounds] = first(question);
      }
      rounds++;
    }
    return new Took(median(a, rounds), median(b, rounds), firstWork, secondWork, rounds);
  }

  private double first(Q question) {
    long before = PROCESS.getProcessCpuTime();
    double out = time(first, question);
    firstWork += (PROCESS.getProcessCpuTime() - before) * 1e-9;
    return out;
  }

  private double second(Q question) {
    long before = PROCESS.getProcessCpuTime();
    double out = time(second, question);
    secondWork += (PROCESS.getProcessCpuTime() - before) * 1e-9;
    return out;
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
