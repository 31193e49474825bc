package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final Batching batching;

  CnnKernel(CnnDenoiser.Config config, Weights w, int length) {
    this.config = config;
    try (Scope s = Scope.inference()) {
      stem = convolution(w, "linear", length, 1, Double.POSITIVE_INFINITY);
      Tensor time = CnnDenoiser.time(w);
      for (int i = 0; i < config.dilations().size(); i++) {
        int dilation = config.dilations().get(i);
        blocks.add(
            new Block(
                own(Nets.dense(w, "time_layers." + i + ".dense", time)),
                own(w.get("norms." + i + ".weight").clone()),
                own(w.get("norms." + i + ".bias").clone()),
                convolution(w, "convs." + i, length, dilation, largest(w, i)),
                dilation));
      }
      hidden = convolution(w, "final_conv.0", length, 1, Double.POSITIVE_INFINITY);
      head = widened(w, "final_conv.2", length);
    }
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
    Map<Integer, Block> distinct = new LinkedHashMap<>();
    blocks.forEach(b -> distinct.putIfAbsent(b.dilation, b));
    try (Scope s = Scope.inference()) {
      Tensor h = stem(oneHot(states, size));
      distinct.values().forEach(b -> b.addTo(h));
      return Torch.floats(head(h).narrow(0, size - 1, 1));
    }
  }

  /** Magnitude of a block's normalised activations at most. */
  private double largest(Weights w, int block) {
    Tensor scale =
        Nets.times(w.get("norms." + block + ".weight").abs(), (float) Math.sqrt(channels()));
    return scale.add(w.get("norms." + block + ".bias").abs()).max().item_float();
  }

  private Convolution convolution(
      Weights w, String name, int length, int dilation, double largest) {
    Tensor seen = Nets.visible(w.get(name + ".weight"), length, dilation);
    return own(
        new Convolution(
            seen, w.get(name + ".bias"), dilation, Convolution.Then.RELU, length, largest));
  }

  private Convolution widened(Weights w, String name, int length) {
    Tensor weight = w.get(name + ".weight");
    long more = Math.max(0, HEAD_WIDTH - weight.size(0));
    Tensor wide = torch.constant_pad_nd(weight, new long[] {0, 0, 0, 0, 0, more});
    Tensor bias = torch.constant_pad_nd(w.get(name + ".bias"), new long[] {0, more});
    return own(
        new Convolution(wide, bias, 1, Convolution.Then.NOTHING, length, Double.POSITIVE_INFINITY));
  }

  private Tensor own(Tensor t) {
    owned.add(Scope.keep(t)::close);
    return t;
  }

  private Convolution own(Convolution c) {
    owned.add(c::close);
    return c;
  }

  /**
   * @param x one-hot states, shape [rows, length, V + 1]
   * @return logits, shape [rows, length, at least V + 1]
   */
  Tensor forward(Tensor x) {
    return head(through(stem(x), 0));
  }

  /** One-hot states [rows, length, V + 1] to activations [rows, length, channels]. */
  Tensor stem(Tensor x) {
    return stem.apply(x);
  }

  /** Activations after block {@code first - 1} to those after the last, in place. */
  Tensor through(Tensor h, int first) {
    blocks.subList(first, blocks.size()).forEach(b -> b.addTo(h));
    return h;
  }

  /** The last block's activations to logits. */
  Tensor head(Tensor h) {
    return head.apply(hidden.apply(h));
  }

  @Override
  public void close() {
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
