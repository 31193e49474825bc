package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A {@link CnnDenoiser} made ready for sequences of one length.
 *
 * <p>Filters are packed and without the taps that can only see padding; the embedding of σ = 0 is a
 * constant of each block. Both are exact. The head is widened by zero outputs, because oneDNN
 * computes narrow ones differently in small batches.
 */
final class CnnKernel implements AutoCloseable {
  private static final int HEAD_WIDTH = 16;

  /** A chunk's fixed cost, about that of so many positions. */
  private static final int OVERHEAD = 100;

  /** Positions a chunk at most: activations of more leave the processor's caches. */
  private static final int CHUNK_POSITIONS = 3200;

  /** Positions of the head come in multiples of so many, of which a chunk costs so many more. */
  private static final int HEAD_UNIT = 32;

  private static final int HEAD_OVERHEAD = 2;

  /** h += relu(conv(LayerNorm(h + b))). */
  record Block(Tensor time, Tensor scale, Tensor shift, Convolution conv, int dilation) {
    /** What the convolution reads. */
    Tensor normed(Tensor h) {
      return Nets.norm(h.add(time), scale, shift);
    }

    void addTo(Tensor h) {
      // What the block makes on its way is freed, and its memory used again by the next.
      try (Scope s = Scope.inference()) {
        h.add_(conv.apply(normed(h)));
      }
    }
  }

  private final CnnDenoiser.Config config;
  private final List<Runnable> owned = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  private final Convolution stem;
  private final Convolution hidden;
  private final Convolution head;

  /** The last blocks, and how many they are. */
  private final Optional<LateBlocks> late;

  private final int lateBlocks;
  private final Batching batching;
  private final Batching headBatching;

  CnnKernel(CnnDenoiser.Config config, Weights w, int length) {
    this.config = config;
    try (Scope s = Scope.inference()) {
      stem = convolution(w, "linear", length, 1);
      Tensor time = CnnDenoiser.time(w);
      for (int i = 0; i < config.dilations().size(); i++) {
        int dilation = config.dilations().get(i);
        blocks.add(
            new Block(
                own(Nets.dense(w, "time_layers." + i + ".dense", time)),
                own(w.get("norms." + i + ".weight").clone()),
                own(w.get("norms." + i + ".bias").clone()),
                convolution(w, "convs." + i, length, dilation),
                dilation));
      }
      hidden = convolution(w, "final_conv.0", HEAD_UNIT, 1);
      head = widened(w, "final_conv.2", HEAD_UNIT);
      lateBlocks = LateBlocks.count(config.dilations(), length);
      late = lateBlocks == 0 ? Optional.empty() : Optional.of(late(w, length));
    }
    headBatching = new Batching(HEAD_OVERHEAD, this::probeHead);
    batching =
        new Batching(
            Math.max(1, OVERHEAD / length), CHUNK_POSITIONS / length, size -> probe(length, size));
  }

  /** How batches are cut so that a row's output depends on the row alone. */
  Batching batching() {
    return batching;
  }

  List<Block> blocks() {
    return blocks;
  }

  int channels() {
    return config.channels();
  }

  /** Positions to either side that the stem sees. */
  int stemReach() {
    return stem.reach();
  }

  /** One-hot states, shape [padded, length, V + 1], the rows beyond the states zero. */
  Tensor oneHot(int[][] states, int padded) {
    return CnnDenoiser.oneHot(config, states, padded);
  }

  /** A state of many tokens, to try the library on. */
  int[] exampleState(int length) {
    int[] row = new int[length];
    Arrays.setAll(row, i -> i * i % (config.vocabulary() + 1));
    return row;
  }

  /** A row's output at a batch size, from one block of each dilation. */
  private float[] probe(int length, int size) {
    int[][] states = new int[size][];
    Arrays.fill(states, exampleState(length));
    Arrays.fill(states, 0, size - 1, new int[length]);
    Set<Integer> seen = new HashSet<>();
    try (Scope s = Scope.inference()) {
      Tensor h = stem(oneHot(states, size));
      for (int i = 0; i < blocks.size() - lateBlocks; i++) {
        if (seen.add(blocks.get(i).dilation)) {
          blocks.get(i).addTo(h);
        }
      }
      return Torch.floats(h.narrow(0, size - 1, 1));
    }
  }

  private LateBlocks late(Weights w, int length) {
    int n = blocks.size();
    int first = n - lateBlocks;
    List<Block> last = blocks.subList(first, n);
    LateBlocks out = LateBlocks.of(last, weights(w, first, n, length), biases(w, first, n), length);
    owned.add(out::close);
    return out;
  }

  /** Filters of some blocks' convolutions without the taps that see nothing. */
  private List<Tensor> weights(Weights w, int first, int end, int length) {
    return IntStream.range(first, end)
        .mapToObj(
            i -> Nets.visible(w.get("convs." + i + ".weight"), length, blocks.get(i).dilation))
        .toList();
  }

  private static List<Tensor> biases(Weights w, int first, int end) {
    return IntStream.range(first, end).mapToObj(i -> w.get("convs." + i + ".bias")).toList();
  }

  private Convolution convolution(Weights w, String name, int length, int dilation) {
    Tensor seen = Nets.visible(w.get(name + ".weight"), length, dilation);
    return own(
        new Convolution(seen, w.get(name + ".bias"), dilation, Convolution.Then.RELU, length));
  }

  private Convolution widened(Weights w, String name, int length) {
    Tensor weight = w.get(name + ".weight");
    long more = Math.max(0, HEAD_WIDTH - weight.size(0));
    Tensor wide = torch.constant_pad_nd(weight, new long[] {0, 0, 0, 0, 0, more});
    Tensor bias = torch.constant_pad_nd(w.get(name + ".bias"), new long[] {0, more});
    return own(new Convolution(wide, bias, 1, Convolution.Then.NOTHING, length));
  }

  private Tensor own(Tensor t) {
    owned.add(Scope.keep(t)::close);
    return t;
  }

  private Convolution own(Convolution c) {
    owned.add(c::close);
    return c;
  }

  /** One-hot states [rows, length, V + 1] to activations [rows, length, channels]. */
  Tensor stem(Tensor x) {
    return stem.apply(x);
  }

  /**
   * Activations after block {@code first - 1} to logits.
   *
   * @param h shape [rows, length, channels]; changed
   * @param wanted the positions whose logits are asked for, counted through the batch
   * @return shape [wanted, at least V + 1]
   */
  Tensor logits(Tensor h, int first, int[] wanted) {
    blocks.subList(first, blocks.size() - lateBlocks).forEach(b -> b.addTo(h));
    late.ifPresent(l -> l.apply(h, wanted));
    Tensor flat = h.view(-1, channels());
    Tensor out = torch.empty(wanted.length, head.outputs());
    headBatching.each(
        wanted.length,
        HEAD_UNIT,
        (from, count, padded) -> {
          try (Scope s = Scope.inference()) {
            long[] at = new long[padded];
            Arrays.setAll(at, i -> i < count ? wanted[from + i] : 0);
            Tensor y = head(flat.index_select(0, Torch.tensor(at)));
            out.narrow(0, from, count).copy_(y.narrow(0, 0, count));
          }
        });
    return out;
  }

  /** Activations at some positions, shape [n, channels], to logits there. */
  private Tensor head(Tensor h) {
    Tensor rows = h.view(-1, HEAD_UNIT, channels());
    return head.apply(hidden.apply(rows)).view(-1, head.outputs());
  }

  /** One and the same position's logits as the last of that many units. */
  private float[] probeHead(int units) {
    float[] values = new float[units * HEAD_UNIT * channels()];
    for (int i = 0; i < channels(); i++) {
      values[values.length - channels() + i] = i * i % 17 / 8f;
    }
    try (Scope s = Scope.inference()) {
      Tensor y = head(Torch.tensor(values, (long) units * HEAD_UNIT, channels()));
      return Torch.floats(y.narrow(0, y.size(0) - 1, 1));
    }
  }

  @Override
  public void close() {
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
