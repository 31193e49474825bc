package dev.lodestar.torch;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Evaluates batches of states of one length, and in part only what differs in a few positions from
 * a state seen before.
 *
 * <p>The outputs are those of a full evaluation to the last bit; whether they are on this machine
 * is tried out first, and where not every evaluation is full. So nothing depends on what was asked
 * before.
 */
final class NearbyCnn implements AutoCloseable {
  private static final int MOST_ANCHORS = 256;

  /** Where logits go. */
  interface Output {
    /**
     * @param logits shape [at least count, length, at least V]
     * @param first number of the state that the first row belongs to
     */
    void put(Tensor logits, int first, int count);
  }

  private final CnnKernel kernel;
  private final int length;
  private final PartialBlocks partial;
  private final boolean exact;
  private final Anchors anchors;
  private final ReentrantLock lock = new ReentrantLock();
  private long near;

  /**
   * @param memory bytes of activations kept at most; with none every evaluation is full
   */
  NearbyCnn(CnnKernel kernel, int length, long memory) {
    this.kernel = kernel;
    this.length = length;
    this.partial = new PartialBlocks(kernel, length, memory, MOST_ANCHORS);
    this.exact = partial.exact();
    this.anchors = new Anchors(partial.slots(), partial.mostChanges());
  }

  /** Whether anything can be evaluated in part here. */
  boolean exact() {
    return exact;
  }

  /** States evaluated so far that had an anchor. */
  long near() {
    return near;
  }

  /** Logits of all states. */
  void run(int[][] states, Output out) {
    // Where another thread has the memory, a full evaluation says the same.
    if (!exact || !lock.tryLock()) {
      inFull(states, out);
      return;
    }
    boolean done = false;
    try {
      Anchors.Plan plan = anchors.plan(states);
      make(plan.fresh());
      inPart(states, plan.slots(), out);
      near += Arrays.stream(plan.slots()).filter(slot -> slot != Anchors.NONE).count();
      done = true;
    } finally {
      if (!done) {
        anchors.forget();
      }
      lock.unlock();
    }
  }

  private void inFull(int[][] states, Output out) {
    chunks(
        states.length,
        (first, count, padded) -> {
          int[][] some = Arrays.copyOfRange(states, first, first + count);
          out.put(kernel.forward(kernel.oneHot(some, padded)), first, count);
        });
  }

  private void inPart(int[][] states, int[] slots, Output out) {
    chunks(
        states.length,
        (first, count, padded) -> {
          Tensor h = partial.apply(rows(states, slots, first, count), padded);
          out.put(kernel.head(kernel.through(h, partial.depth())), first, count);
        });
  }

  private void make(List<Anchors.Fresh> fresh) {
    int[][] states = fresh.stream().map(Anchors.Fresh::tokens).toArray(int[][]::new);
    int[] from = fresh.stream().mapToInt(Anchors.Fresh::from).toArray();
    int[] to = fresh.stream().mapToInt(Anchors.Fresh::slot).toArray();
    chunks(
        to.length,
        (first, count, padded) ->
            partial.keep(
                rows(states, from, first, count),
                padded,
                Arrays.copyOfRange(to, first, first + count)));
  }

  private void chunks(int n, Batching.Piece piece) {
    kernel
        .batching()
        .run(
            n,
            (first, count, padded) -> {
              try (Scope s = Scope.inference()) {
                piece.run(first, count, padded);
              }
            });
  }

  /** Some states beside the anchors in their slots. */
  private PartialBlocks.Rows rows(int[][] states, int[] slots, int first, int count) {
    int[][] some = Arrays.copyOfRange(states, first, first + count);
    int[] from = Arrays.copyOfRange(slots, first, first + count);
    int[][] changes = new int[count][];
    for (int i = 0; i < count; i++) {
      changes[i] = changes(some[i], from[i]);
      from[i] = Math.max(0, from[i]);
    }
    return new PartialBlocks.Rows(some, changes, from);
  }

  /** Where a state differs from an anchor: everywhere, if it has none. */
  private int[] changes(int[] state, int slot) {
    IntStream positions = IntStream.range(0, length);
    if (slot == Anchors.NONE) {
      return positions.toArray();
    }
    int[] anchor = anchors.tokens(slot);
    return positions.filter(l -> state[l] != anchor[l]).toArray();
  }

  @Override
  public void close() {
    partial.close();
  }
}
