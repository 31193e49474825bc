package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
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
    List<FutureTask<Void>> shares = new ArrayList<>();
    for (int w = 0; w < width; w++) {
      shares.add(new FutureTask<>(share, null));
    }
    // The caller takes a share itself: it would only wait, and need not be woken.
    shares.subList(1, width).forEach(Pool.THREADS::execute);
    shares.get(0).run();
    join(shares);
  }

  private static void join(List<FutureTask<Void>> shares) {
    Throwable failure = null;
    boolean interrupted = false;
    for (FutureTask<Void> f : shares) {
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
