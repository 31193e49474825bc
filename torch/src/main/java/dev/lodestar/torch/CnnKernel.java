package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A {@link CnnDenoiser} made ready for sequences of one length.
 *
 * <p>Filters lie as oneDNN reads them and without the taps that can only see padding; the embedding
 * of σ = 0 is a constant of each block. Both are exact. The head is widened by zero outputs,
 * because oneDNN computes narrow ones differently in small batches.
 */
final class CnnKernel implements AutoCloseable {
  private static final int HEAD_WIDTH = 16;

  /** A chunk's fixed cost, about that of two rows of 50 positions. */
  private static final int OVERHEAD = 2;

  private record Filter(Tensor weight, Tensor bias, int dilation) {
    Tensor apply(Tensor x) {
      return Nets.convolve(x, weight, bias, dilation);
    }
  }

  private record Block(Tensor time, Tensor scale, Tensor shift, Filter filter) {}

  private final List<Tensor> owned = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Filter stem;
  private final Filter hidden;
  private final Filter head;

  private final Batching batching;

  CnnKernel(CnnDenoiser.Config config, Weights w, int length) {
    try (Scope s = Scope.inference()) {
      stem = filter(w, "linear", length, 1);
      Tensor time = CnnDenoiser.time(w);
      for (int i = 0; i < config.dilations().size(); i++) {
        blocks.add(
            new Block(
                own(Nets.dense(w, "time_layers." + i + ".dense", time)),
                own(w.get("norms." + i + ".weight").clone()),
                own(w.get("norms." + i + ".bias").clone()),
                filter(w, "convs." + i, length, config.dilations().get(i))));
      }
      hidden = filter(w, "final_conv.0", length, 1);
      head = widened(w, "final_conv.2");
    }
    batching = new Batching(OVERHEAD, size -> probe(config, length, size));
  }

  /** How batches are cut so that a row's output depends on the row alone. */
  Batching batching() {
    return batching;
  }

  /** A row's output at a batch size, from one block of each dilation. */
  private float[] probe(CnnDenoiser.Config config, int length, int size) {
    int[] row = new int[length];
    Arrays.setAll(row, i -> i * i % (config.vocabulary() + 1));
    int[] tokens = new int[size * length];
    System.arraycopy(row, 0, tokens, (size - 1) * length, length);
    Map<Integer, Block> distinct = new LinkedHashMap<>();
    blocks.forEach(b -> distinct.putIfAbsent(b.filter.dilation, b));
    try (Scope s = Scope.inference()) {
      Tensor x = CnnDenoiser.states(config, tokens, 0, size, size, length);
      return Torch.floats(forward(x, distinct.values()).narrow(0, size - 1, 1));
    }
  }

  private Filter filter(Weights w, String name, int length, int dilation) {
    Tensor seen = Nets.visible(w.get(name + ".weight"), length, dilation).unsqueeze(2);
    return new Filter(
        own(seen.contiguous(torch.MemoryFormat.ChannelsLast)),
        own(w.get(name + ".bias").clone()),
        dilation);
  }

  private Filter widened(Weights w, String name) {
    Tensor weight = w.get(name + ".weight").unsqueeze(2);
    long more = Math.max(0, HEAD_WIDTH - weight.size(0));
    Tensor wide = torch.constant_pad_nd(weight, new long[] {0, 0, 0, 0, 0, 0, 0, more});
    Tensor bias = torch.constant_pad_nd(w.get(name + ".bias"), new long[] {0, more});
    return new Filter(own(wide.contiguous(torch.MemoryFormat.ChannelsLast)), own(bias), 1);
  }

  private Tensor own(Tensor t) {
    owned.add(Scope.keep(t));
    return t;
  }

  /**
   * @param x one-hot states, shape [rows, length, V + 1]
   * @return logits, shape [rows, length, at least V + 1]
   */
  Tensor forward(Tensor x) {
    return forward(x, blocks);
  }

  private Tensor forward(Tensor x, Collection<Block> through) {
    Tensor h = stem.apply(x).relu_();
    for (Block b : through) {
      Tensor u = Nets.norm(h.add(b.time), b.scale, b.shift);
      h.add_(b.filter.apply(u).relu_());
    }
    return head.apply(hidden.apply(h).relu_());
  }

  @Override
  public void close() {
    owned.forEach(Tensor::close);
    owned.clear();
  }
}
