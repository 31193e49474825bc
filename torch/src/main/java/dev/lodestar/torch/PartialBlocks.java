package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  private static final int WIDTH = 24;

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

  private final CnnKernel kernel;
  private final int length;

  /** Positions to either side that see a change: after the stem, and after each block. */
  private final int[] reach;

  private final Batching[] batching;
  private final Scalar zero = new Scalar(0);

  /** After each block the activations in all slots, shape [slots, length, channels]. */
  private final List<Tensor> kept = new ArrayList<>();

  private final int slots;

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
    if (slots > 0) {
      try (Scope s = Scope.inference()) {
        for (int d = 0; d < depth(); d++) {
          kept.add(Scope.keep(torch.empty(slots, length, kernel.channels())));
        }
      }
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
    long[] from = new long[padded];
    Arrays.setAll(from, i -> i < rows.slots.length ? rows.slots[i] : 0);
    Tensor anchors = Torch.tensor(from);
    Tensor places = Torch.tensor(Arrays.stream(to).asLongStream().toArray());
    Tensor h = kernel.stem(kernel.oneHot(rows.states, padded));
    for (int d = 0; d < depth(); d++) {
      Tiles tiles = Tiles.over(rows.changes, reach[d + 1], width(d), length);
      if (tiles.count() * tiles.width() < WORTHWHILE * padded * length) {
        Tensor next = kept.get(d).index_select(0, anchors);
        inTiles(d, h, next, tiles);
        h = next;
      } else {
        kernel.blocks().get(d).addTo(h);
      }
      if (to.length > 0) {
        kept.get(d).index_copy_(0, places, h.narrow(0, 0, to.length));
      }
    }
    return h;
  }

  /** Positions a tile of a block: a number of whole tiles covers what sees one change. */
  private int width(int block) {
    int seen = 2 * reach[block + 1] + 1;
    int tiles = Math.max(1, Math.round((float) seen / WIDTH));
    return Math.min(length, (seen + tiles - 1) / tiles);
  }

  private void inTiles(int d, Tensor h, Tensor next, Tiles tiles) {
    int n = tiles.count();
    int size = batching[d].size(n, 1);
    for (int first = 0; first < n; first += size) {
      try (Scope s = Scope.inference()) {
        Tiles some = tiles.part(first, Math.min(size, n - first), size);
        next.view(-1, kernel.channels())
            .index_copy_(0, Torch.tensor(some.positions(0)), tile(d, h, some));
      }
    }
  }

  /** A block's outputs in some tiles, shape [tiles * width, channels]. */
  private Tensor tile(int d, Tensor h, Tiles tiles) {
    CnnKernel.Block block = kernel.blocks().get(d);
    int c = kernel.channels();
    int halo = block.conv().reach();
    Tensor x =
        h.view(-1, c)
            .index_select(0, Torch.tensor(tiles.positions(halo)))
            .view(-1, tiles.width() + 2 * halo, c);
    Tensor u = block.normed(x);
    long[] beyond = tiles.beyond(halo);
    if (beyond.length > 0) {
      u.view(-1, c).index_fill_(0, Torch.tensor(beyond), zero);
    }
    return x.narrow(1, halo, tiles.width()).add(block.conv().applyInside(u)).view(-1, c);
  }

  /** One and the same tile's output as the last of that many. */
  private float[] probe(int d, int size) {
    try (Scope s = Scope.inference()) {
      Tensor h = kernel.stem(kernel.oneHot(new int[][] {kernel.exampleState(length)}, 2));
      int[] starts = new int[size];
      starts[size - 1] = (length - width(d)) / 2;
      Tensor y = tile(d, h, new Tiles(starts, width(d), length));
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
    kept.forEach(Tensor::close);
    kept.clear();
    zero.close();
  }
}
