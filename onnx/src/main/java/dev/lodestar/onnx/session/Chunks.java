package dev.lodestar.onnx.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Cuts batches into chunks of fixed sizes, which several threads take side by side.
 *
 * <p>The last bits of an answer may change with the shape of a call. So a size is used only if a
 * probe row comes out bit for bit as in a call of its own, first and last in the chunk: then a
 * row's answer depends on the row alone.
 */
public final class Chunks implements AutoCloseable {
  /** Rows of a call at most, unless said otherwise. */
  public static final int LARGEST = 64;

  /** Fixed cost of a call, in rows. */
  private static final int OVERHEAD = 1;

  /** Work on rows first .. first+count-1, in a call of {@code size} rows. */
  public interface Piece {
    void run(int first, int count, int size);
  }

  private final OptionalInt fixed;
  private final int largest;
  private final int threads;
  private final ExecutorService workers;

  /**
   * @param fixed rows of every call, where the network fixes them
   * @param largest rows of a call at most, at least 1
   * @param threads calls at the same time, at least 1
   */
  public Chunks(OptionalInt fixed, int largest, int threads) {
    if (threads < 1 || largest < 1) {
      throw new IllegalArgumentException(
          "threads and rows must be at least 1, not " + threads + " and " + largest);
    }
    this.fixed = fixed;
    this.largest = Integer.highestOneBit(largest);
    this.threads = threads;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "lodestar-onnx");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The sizes at which one kind of call, such as one length, agrees with itself. */
  public final class Sizes {
    private final IntFunction<float[][]> probe;
    private final Map<Integer, Boolean> agrees = new HashMap<>();
    private float[] alone = {};

    /**
     * @param probe the answer to one and the same row as the first and as the last of a call of
     *     that many rows
     */
    public Sizes(IntFunction<float[][]> probe) {
      this.probe = probe;
      agrees.put(1, true);
      fixed.ifPresent(n -> agrees.put(n, true));
    }

    /** Runs the piece over all rows. */
    public void run(int rows, Piece piece) {
      int size = size(rows);
      List<Future<?>> running = new ArrayList<>();
      for (int from = 0; from < rows; from += size) {
        int first = from;
        int count = Math.min(size, rows - from);
        if (rows <= size || threads == 1) {
          piece.run(first, count, size);
        } else {
          running.add(workers.submit(() -> piece.run(first, count, size)));
        }
      }
      join(running);
    }

    /** Of the sizes that agree, the one whose slowest thread is done first. */
    synchronized int size(int rows) {
      if (fixed.isPresent()) {
        return fixed.getAsInt();
      }
      int best = 1;
      long least = Long.MAX_VALUE;
      for (int size = largest; size >= 1; size /= 2) {
        long calls = (rows + size - 1L) / size;
        long cost = (calls + threads - 1) / threads * (size + OVERHEAD);
        if (cost < least && agrees.computeIfAbsent(size, this::agrees)) {
          best = size;
          least = cost;
        }
      }
      return best;
    }

    private boolean agrees(int size) {
      if (alone.length == 0) {
        alone = probe.apply(1)[0];
      }
      return Arrays.stream(probe.apply(size)).allMatch(row -> Arrays.equals(row, alone));
    }
  }

  private static void join(List<Future<?>> running) {
    RuntimeException failure = null;
    boolean interrupted = false;
    for (Future<?> f : running) {
      // all are waited for, even after a failure: they write where the caller will read
      for (boolean done = false; !done; ) {
        try {
          f.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          done = true;
          failure =
              e.getCause() instanceof RuntimeException r
                  ? r
                  : new IllegalStateException("the network failed", e.getCause());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Stops the threads; safe to call twice. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
