package dev.lodestar.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Adds up the wall time spent in one kind of work. */
final class Stopwatch {
  private final AtomicLong nanos = new AtomicLong();

  <T> T time(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos.addAndGet(System.nanoTime() - start);
    }
  }

  double seconds() {
    return nanos.get() * 1e-9;
  }
}
