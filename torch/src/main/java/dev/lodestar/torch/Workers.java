package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that run independent pieces of tensor work, each single-threaded inside libtorch.
 *
 * <p>Pieces are numbered and each writes to its own place, so no result depends on which thread ran
 * it.
 */
final class Workers {
  /** Width unless told otherwise: the system property {@code lodestar.threads}, or all cores. */
  static final int DEFAULT =
      Math.max(
          1,
          Integer.getInteger(
              "lodestar.threads", java.lang.Runtime.getRuntime().availableProcessors()));

  private static final class Pool {
    static final ExecutorService THREADS =
        Executors.newCachedThreadPool(
            task -> {
              Thread t = new Thread(task, "lodestar-torch");
              t.setDaemon(true);
              return t;
            });
  }

  private Workers() {}

  /** Runs pieces 0..n-1 on at most {@code threads} threads and waits for all of them. */
  static void run(int n, int threads, IntConsumer piece) {
    int width = Math.min(n, threads);
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          Torch.init();
          for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
            piece.accept(i);
          }
        };
    if (width <= 1) {
      share.run();
      return;
    }
    List<Future<?>> futures = new ArrayList<>();
    for (int w = 0; w < width; w++) {
      futures.add(Pool.THREADS.submit(share));
    }
    join(futures);
  }

  private static void join(List<Future<?>> futures) {
    Throwable failure = null;
    boolean interrupted = false;
    for (Future<?> f : futures) {
      // Every piece is waited for even after a failure: the caller's memory must outlive them.
      for (boolean done = false; !done; ) {
        try {
          f.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          done = true;
          failure = e.getCause();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
  }
}
