package dev.lodestar.torch;

import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The first blocks of a {@link CnnKernel}, evaluated only where a state differs from an anchor.
 *
 * <p>A changed position is seen by the outputs of the first blocks a few positions around it only.
 * There the activations are computed, tile by tile; elsewhere they are those of the anchor, which
 * are kept in numbered slots. Calls that write a slot must not run beside calls that read it.
 */
final class PartialBlocks implements AutoCloseable {
  /** Positions a tile, about: narrower ones are slower a position, wider ones compute more. */
  private static final int WIDTH = 32;

  /** A chunk of tiles' fixed cost, in tiles. */
  private static final int OVERHEAD = 4;

  /** Share of a batch up to which tiles cost less than all of it. */
  private static final double WORTHWHILE = 0.75;

  /** Share of a sequence up to which a block is worth evaluating in part. */
  private static final double SEEN = 0.8;

  /**
   * States, and where each differs from the anchor in its slot.
   *
   * @param changes ascending positions; every one of a state without an anchor, whatever its slot
   */
  record Rows(int[][] states, int[][] changes, int[] slots) {}

  /**
   * A batch's activations after some block.
   *
   * @param rows shape [any, channels]
   * @param at for each position of the batch its row
   */
  private record Layer(Tensor rows, long[] at) {
    Tensor select(long[] positions) {
      long[] of = new long[positions.length];
      Arrays.setAll(of, i -> at[(int) positions[i]]);
      return rows.index_select(0, Torch.tensor(of));
    }

    Tensor select(int positions) {
      return rows.index_select(0, Torch.tensor(Arrays.copyOf(at, positions)));
    }
  }

  private final CnnKernel kernel;
  private final int length;

  /** Positions to either side that see a change: after the stem, and after each block. */
  private final int[] reach;

  private final Batching[] batching;
  private final Scalar zero = new Scalar(0);
  private final Scalar one = new Scalar(1);
  private final int slots;

  /**
   * The activations kept, shape [blocks * slots * length, channels], and behind them those that
   * tiles make: two stretches for each worker, of which one is read and the other written.
   */
  private final Optional<Tensor> pool;

  /** Positions a stretch. */
  private final int stretch;

  /** Workers' places that are free. */
  private final Queue<Integer> places = new ConcurrentLinkedQueue<>();

  /**
   * @param memory bytes of activations kept at most
   * @param most slots at most
   */
  PartialBlocks(CnnKernel kernel, int length, long memory, int most) {
    this.kernel = kernel;
    this.length = length;
    this.reach = reach(kernel, length);
    this.batching = new Batching[depth()];
    Arrays.setAll(batching, d -> new Batching(OVERHEAD, size -> probe(d, size)));
    long bytes = 4L * Math.max(1, depth()) * length * kernel.channels();
    this.slots = depth() == 0 ? 0 : (int) Math.min(most, memory / bytes);
    this.stretch = (int) (WORTHWHILE * kernel.batching().largest() * length);
    IntStream.range(0, Workers.DEFAULT).forEach(places::add);
    try (Scope s = Scope.inference()) {
      this.pool =
          slots == 0
              ? Optional.empty()
              : Optional.of(
                  Scope.keep(
                      torch.empty(
                          kept(depth(), 0) + 2L * Workers.DEFAULT * stretch, kernel.channels())));
    }
  }

  private static int[] reach(CnnKernel kernel, int length) {
    IntStream.Builder out = IntStream.builder();
    int reach = kernel.stemReach();
    out.add(reach);
    for (CnnKernel.Block b : kernel.blocks()) {
      reach += b.conv().reach();
      // Wider dilations see nearly everything, and oneDNN adds in another order inside than at
      // ends.
      if (b.dilation() > 1 || 2 * reach > SEEN * length) {
        break;
      }
      out.add(reach);
    }
    return out.build().toArray();
  }

  /** Blocks that are evaluated in part. */
  int depth() {
    return reach.length - 1;
  }

  /** Anchors that there is room for; 0 where nothing can be evaluated in part. */
  int slots() {
    return slots;
  }

  /** Changes up to which a state is near an anchor: with more nearly everything sees one. */
  int mostChanges() {
    return Math.max(1, length / (2 * reach[reach.length / 2] + 1));
  }

  /**
   * Activations after the first blocks, shape [padded, length, channels].
   *
   * @param padded rows of the batch, at least the number of states
   */
  Tensor apply(Rows rows, int padded) {
    return apply(rows, padded, new int[0]);
  }

  /** The same, kept in a slot for each state. */
  Tensor keep(Rows rows, int padded, int[] slots) {
    return apply(rows, padded, slots);
  }

  private Tensor apply(Rows rows, int padded, int[] to) {
    int place = places.remove();
    try {
      Layer layer = new Layer(flat(kernel.stem(kernel.oneHot(rows.states, padded))), all(padded));
      for (int d = 0; d < depth(); d++) {
        Tiles tiles = Tiles.over(rows.changes, reach[d + 1], width(d), length);
        if (tiles.count() * tiles.width() < WORTHWHILE * padded * length) {
          layer = inTiles(d, layer, tiles, anchors(d, rows.slots, padded), place);
        } else {
          Tensor h = whole(layer, padded);
          kernel.blocks().get(d).addTo(h);
          layer = new Layer(flat(h), all(padded));
        }
        if (to.length > 0) {
          long[] kept = anchors(d, to, to.length);
          pool.orElseThrow().index_copy_(0, Torch.tensor(kept), layer.select(kept.length));
        }
      }
      return whole(layer, padded);
    } finally {
      places.add(place);
    }
  }

  private Tensor flat(Tensor h) {
    return h.view(-1, kernel.channels());
  }

  private long[] all(int rows) {
    return LongStream.range(0, (long) rows * length).toArray();
  }

  private Tensor whole(Layer layer, int rows) {
    boolean scattered = pool.filter(p -> p == layer.rows).isPresent();
    Tensor flat = scattered ? layer.select(layer.at.length) : layer.rows;
    return flat.view(rows, length, kernel.channels());
  }

  /** Where a slot's activations after a block begin. */
  private long kept(int block, int slot) {
    return ((long) block * slots + slot) * length;
  }

  /** Where the activations of some slots are, of slot 0 beyond them. */
  private long[] anchors(int block, int[] of, int padded) {
    long[] out = new long[padded * length];
    for (int i = 0; i < padded; i++) {
      long first = kept(block, i < of.length ? of[i] : 0);
      for (int l = 0; l < length; l++) {
        out[i * length + l] = first + l;
      }
    }
    return out;
  }

  /** Positions a tile of a block: a number of whole tiles covers what sees one change. */
  private int width(int block) {
    int seen = 2 * reach[block + 1] + 1;
    int tiles = Math.max(1, Math.round((float) seen / WIDTH));
    return Math.min(length, (seen + tiles - 1) / tiles);
  }

  /**
   * After one more block.
   *
   * @param at where the anchors' activations are; changed to where the batch's are
   */
  private Layer inTiles(int d, Layer before, Tiles tiles, long[] at, int place) {
    Tensor to = pool.orElseThrow();
    long next = kept(depth(), 0) + (2L * place + d % 2) * stretch;
    int n = tiles.count();
    int size = batching[d].size(n, 1);
    for (int first = 0; first < n; first += size) {
      int count = Math.min(size, n - first);
      try (Scope s = Scope.inference()) {
        long made = (long) count * tiles.width();
        tile(d, before, tiles.part(first, count, size), to.narrow(0, next, made));
        for (long position : tiles.part(first, count, count).positions(0)) {
          at[(int) position] = next++;
        }
      }
    }
    return new Layer(to, at);
  }

  /**
   * A block's outputs in some tiles.
   *
   * @param out where they go, shape [at most tiles * width, channels]
   */
  private void tile(int d, Layer before, Tiles tiles, Tensor out) {
    CnnKernel.Block block = kernel.blocks().get(d);
    int c = kernel.channels();
    int halo = block.conv().reach();
    Tensor x = before.select(tiles.positions(halo)).view(-1, tiles.width() + 2 * halo, c);
    Tensor u = block.normed(x);
    long[] beyond = tiles.beyond(halo);
    if (beyond.length > 0) {
      u.view(-1, c).index_fill_(0, Torch.tensor(beyond), zero);
    }
    Tensor y = block.conv().applyInside(u);
    long tilesOut = out.size(0) / tiles.width();
    torch.add_out(
        out.view(tilesOut, tiles.width(), c),
        x.narrow(1, halo, tiles.width()).narrow(0, 0, tilesOut),
        y.narrow(0, 0, tilesOut),
        one);
  }

  /** One and the same tile's output as the last of that many. */
  private float[] probe(int d, int size) {
    try (Scope s = Scope.inference()) {
      Tensor h = kernel.stem(kernel.oneHot(new int[][] {kernel.exampleState(length)}, 2));
      int[] starts = new int[size];
      starts[size - 1] = (length - width(d)) / 2;
      Tensor y = torch.empty((long) size * width(d), kernel.channels());
      tile(d, new Layer(flat(h), all(2)), new Tiles(starts, width(d), length), y);
      return Torch.floats(y.narrow(0, (size - 1L) * width(d), width(d)));
    }
  }

  /** Whether states near an anchor come out as in full, to the last bit; writes the first slot. */
  boolean exact() {
    if (slots == 0) {
      return false;
    }
    int[] all = IntStream.range(0, length).toArray();
    int[] anchor = kernel.exampleState(length);
    int[][] changes = {{0}, {length / 2}, {length - 1}};
    int[][] states = {anchor.clone(), anchor.clone(), anchor.clone()};
    for (int i = 0; i < states.length; i++) {
      int at = changes[i][0];
      states[i][at] = anchor[at] == 0 ? 1 : 0;
    }
    int rows = kernel.batching().size(2 * states.length, 1);
    try (Scope s = Scope.inference()) {
      keep(new Rows(new int[][] {anchor}, new int[][] {all}, new int[1]), rows, new int[1]);
      Tensor near = apply(new Rows(states, changes, new int[3]), rows);
      Tensor full = apply(new Rows(states, new int[][] {all, all, all}, new int[3]), rows);
      return torch.equal(near.narrow(0, 0, 3), full.narrow(0, 0, 3));
    }
  }

  @Override
  public void close() {
    pool.ifPresent(Tensor::close);
    zero.close();
    one.close();
  }
}
