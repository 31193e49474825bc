package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The last blocks of a {@link CnnKernel}, evaluated only where their outputs are wanted.
 *
 * <p>A convolution of dilation d mixes only positions that are equal modulo d. So the last blocks,
 * all of one wide dilation, fall into d short sequences that know nothing of each other, and those
 * in which no position is wanted are left out. What is left of a convolution is one matrix over all
 * positions of such a class.
 */
final class LateBlocks implements AutoCloseable {
  /** Positions of a class at most: its matrix grows with their square. */
  private static final int MOST = 4;

  /**
   * Classes come in rows of so many: filters are packed for one length, and at others oneDNN would
   * pack them anew at each call.
   */
  private static final int UNIT = 16;

  /** Units a chunk at most: activations of more leave the processor's caches. */
  private static final int CHUNK = 32;

  /** A chunk's fixed cost, in units. */
  private static final int OVERHEAD = 2;

  /** Classes of equally many positions, and the convolutions over them. */
  private record Group(int positions, List<Convolution> convolutions, Batching batching) {}

  private final List<CnnKernel.Block> blocks;
  private final int dilation;
  private final List<Group> groups = new ArrayList<>();

  private LateBlocks(List<CnnKernel.Block> blocks, int dilation) {
    this.blocks = blocks;
    this.dilation = dilation;
  }

  /** How many of the last blocks can be evaluated in classes. */
  static int count(List<Integer> dilations, int length) {
    int n = dilations.size();
    int dilation = dilations.get(n - 1);
    if (dilation == 1 || classSize(length, dilation) > MOST) {
      return 0;
    }
    int first = n - 1;
    while (first > 0 && dilations.get(first - 1) == dilation) {
      first--;
    }
    return n - first;
  }

  private static int classSize(int length, int dilation) {
    return (length + dilation - 1) / dilation;
  }

  /**
   * @param blocks the last ones, all of one dilation; not owned
   * @param weights of their convolutions, shape [channels, channels, taps]
   * @param biases of their convolutions, shape [channels]
   * @param length positions; others are fine with which as many taps see something
   */
  static LateBlocks of(
      List<CnnKernel.Block> blocks, List<Tensor> weights, List<Tensor> biases, int length) {
    int dilation = blocks.get(0).dilation();
    LateBlocks out = new LateBlocks(blocks, dilation);
    int most = classSize(length, dilation);
    for (int k = Math.max(1, most - 1); k <= most; k++) {
      List<Convolution> convolutions = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        convolutions.add(dense(weights.get(i), biases.get(i), k));
      }
      int positions = k;
      out.groups.add(
          new Group(
              k,
              convolutions,
              new Batching(OVERHEAD, CHUNK, units -> out.probe(positions, convolutions, units))));
    }
    return out;
  }

  /** What a convolution does to a class: block (j, i) of its matrix is the tap from i to j. */
  private static Convolution dense(Tensor weight, Tensor bias, int k) {
    int half = Math.toIntExact(weight.size(2) / 2);
    Tensor nothing = torch.zeros_like(weight.select(2, 0));
    TensorVector rows = new TensorVector();
    for (int j = 0; j < k; j++) {
      TensorVector row = new TensorVector();
      for (int i = 0; i < k; i++) {
        int tap = half + i - j;
        row.push_back(tap < 0 || tap > 2 * half ? nothing : weight.select(2, tap));
      }
      rows.push_back(torch.cat(row, 1));
    }
    Tensor matrix = torch.cat(rows, 0).unsqueeze(2);
    return new Convolution(matrix, bias.repeat(k), 1, Convolution.Then.RELU, UNIT);
  }

  /**
   * Activations after the last block, at all positions that share a class with a wanted one.
   *
   * @param h activations before these blocks, shape [rows, length, channels]; changed
   * @param wanted positions counted through the batch
   */
  void apply(Tensor h, int[] wanted) {
    int length = Math.toIntExact(h.size(1));
    int classes = Math.min(dilation, length);
    boolean[] needed = new boolean[Math.toIntExact(h.size(0)) * classes];
    for (int at : wanted) {
      needed[at / length * classes + at % length % classes] = true;
    }
    Tensor flat = h.view(-1, h.size(2));
    for (Group group : groups) {
      long[] positions = positions(needed, classes, length, group.positions);
      group.batching.each(
          positions.length / group.positions,
          UNIT,
          (first, count, padded) ->
              some(
                  flat,
                  Arrays.copyOfRange(
                      positions, first * group.positions, (first + count) * group.positions),
                  padded,
                  group));
    }
  }

  /** The positions of all needed classes of a size, class by class. */
  private long[] positions(boolean[] needed, int classes, int length, int size) {
    long[] out = new long[needed.length * size];
    int n = 0;
    for (int i = 0; i < needed.length; i++) {
      int residue = i % classes;
      if (needed[i] && (length - residue + dilation - 1) / dilation == size) {
        for (int k = 0; k < size; k++) {
          out[n++] = (long) i / classes * length + residue + k * dilation;
        }
      }
    }
    return Arrays.copyOf(out, n);
  }

  private void some(Tensor flat, long[] positions, int padded, Group group) {
    try (Scope s = Scope.inference()) {
      Tensor at = Torch.tensor(Arrays.copyOf(positions, padded * group.positions));
      Tensor x = through(flat.index_select(0, at), group.positions, group.convolutions);
      flat.index_copy_(0, Torch.tensor(positions), x.narrow(0, 0, positions.length));
    }
  }

  /** All blocks, in place; shape [classes * positions, channels]. */
  private Tensor through(Tensor x, int positions, List<Convolution> convolutions) {
    long channels = x.size(1);
    for (int i = 0; i < blocks.size(); i++) {
      Tensor u = blocks.get(i).normed(x).view(-1, UNIT, positions * channels);
      x.add_(convolutions.get(i).apply(u).view(-1, channels));
    }
    return x;
  }

  /** One and the same class's outputs as the last of that many units. */
  private float[] probe(int positions, List<Convolution> convolutions, int units) {
    int channels = Math.toIntExact(blocks.get(0).scale().size(0));
    float[] values = new float[units * UNIT * positions * channels];
    int last = positions * channels;
    for (int i = 0; i < last; i++) {
      values[values.length - last + i] = i * i % 17 / 8f - 1;
    }
    try (Scope s = Scope.inference()) {
      Tensor x = Torch.tensor(values, (long) units * UNIT * positions, channels);
      Tensor y = through(x, positions, convolutions);
      return Torch.floats(y.narrow(0, y.size(0) - positions, positions));
    }
  }

  @Override
  public void close() {
    groups.forEach(g -> g.convolutions.forEach(Convolution::close));
    groups.clear();
  }
}
