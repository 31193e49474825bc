package dev.lodestar.core.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A denoiser asked by several threads at once, in chunks of one fixed shape: the last chunk is
 * filled up with copies of its last row. What is answered does not depend on the number of threads.
 */
public final class ParallelDenoiser implements TokenDenoiser, AutoCloseable {
  private final TokenDenoiser network;
  private final int chunk;
  private final ExecutorService threads;

  /**
   * @param network may be asked by several threads at the same time
   * @param chunk rows a call, at least 1
   * @param threads at least 1
   */
  public ParallelDenoiser(TokenDenoiser network, int chunk, int threads) {
    if (chunk < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "chunk and threads must be at least 1, not " + chunk + " and " + threads);
    }
    this.network = network;
    this.chunk = chunk;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "denoiser");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int vocabulary() {
    return network.vocabulary();
  }

  @Override
  public boolean timeIndependent() {
    return network.timeIndependent();
  }

  @Override
  public int evaluations() {
    return network.evaluations();
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    List<Future<float[]>> answers = new ArrayList<>();
    for (int from = 0; from < rows; from += chunk) {
      int[] part = part(tokens, rows, length, from);
      answers.add(threads.submit(() -> network.logits(part, chunk, length, noise)));
    }
    float[] out = new float[rows * length * vocabulary()];
    int row = length * vocabulary();
    for (int c = 0; c < answers.size(); c++) {
      int from = c * chunk;
      int n = Math.min(chunk, rows - from);
      System.arraycopy(answer(answers.get(c)), 0, out, from * row, n * row);
    }
    return out;
  }

  private int[] part(int[] tokens, int rows, int length, int from) {
    int n = Math.min(chunk, rows - from);
    int[] part = Arrays.copyOfRange(tokens, from * length, (from + chunk) * length);
    for (int i = n; i < chunk; i++) {
      System.arraycopy(tokens, (rows - 1) * length, part, i * length, length);
    }
    return part;
  }

  private static float[] answer(Future<float[]> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the denoiser was asked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the denoiser failed", e.getCause());
    }
  }

  /** Stops the threads; safe to call twice. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
