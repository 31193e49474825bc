package dev.lodestar.torch;

import static dev.lodestar.torch.GdssConfig.HEADS;
import static dev.lodestar.torch.GdssConfig.WIDTH;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The networks of GDSS as functions of padded batches, for training and for comparison.
 *
 * <p>Source: Jo, Lee, Hwang (GDSS, 2202.02514), section 3.3 and appendix B; graph multi-head
 * attention after Baek et al. (2102.11533).
 *
 * @param config sizes
 * @param w parameters
 */
record GdssForward(GdssConfig config, Weights w) {
  /**
   * A padded batch.
   *
   * @param x features, shape [B, N, F], zero for absent atoms
   * @param a edge maps, shape [B, N, N]
   * @param atoms 1 for atoms that are there, shape [B, N, 1]
   * @param pairs how pairs of atoms are laid out
   */
  record Batch(Tensor x, Tensor a, Tensor atoms, PairRows pairs) {
    /** Every pair twice, and the diagonal: as a plain program has them. */
    static Batch square(Tensor x, Tensor a, Tensor atoms) {
      return new Batch(x, a, atoms.unsqueeze(2), PairRows.square(atoms));
    }

    /** Every pair once. */
    static Batch triangle(Tensor x, Tensor a, Tensor atoms) {
      return new Batch(x, a, atoms.unsqueeze(2), PairRows.triangle(atoms));
    }

    long size() {
      return x.size(0);
    }

    long capacity() {
      return x.size(1);
    }
  }

  /** Features, and edge channels as rows of pairs. */
  private record Hidden(Tensor x, Tensor a) {}

  /** The network of the atoms: minus score times deviation; shape [B, N, F]. */
  Tensor nodes(Batch b) {
    List<Tensor> all = new ArrayList<>(List.of(b.x));
    if (config.nodes() == GdssConfig.NodeNet.CONVOLUTION) {
      Tensor mixed = normalised(b, b.a.unsqueeze(1)).squeeze(1);
      for (int i = 0; i < GdssConfig.NODE_LAYERS; i++) {
        String layer = GdssConfig.NODES + ".layers." + i;
        Tensor x = all.get(all.size() - 1);
        Tensor moved = torch.bmm(mixed, x.matmul(w.get(layer + ".weight")));
        all.add(moved.add(w.get(layer + ".bias")).tanh().mul(b.atoms));
      }
    } else {
      Hidden h = new Hidden(b.x, powers(b));
      for (int i = 0; i < GdssConfig.NODE_LAYERS; i++) {
        Hidden next = attention(GdssConfig.NODES + ".layers." + i, b, h, i);
        h = new Hidden(next.x.tanh(), next.a); // a second time, as the published network does
        all.add(h.x);
      }
    }
    return perceptron(GdssConfig.NODES + ".final", torch.cat(vector(all), -1), 3).mul(b.atoms);
  }

  /**
   * The network of the pairs: the score, laid out as the batch's rows of pairs, without channel.
   */
  Tensor edges(Batch b) {
    Hidden h = new Hidden(b.x, powers(b));
    List<Tensor> all = new ArrayList<>(List.of(h.a));
    for (int i = 0; i < config.edgeLayers(); i++) {
      h = attention(GdssConfig.EDGES + ".layers." + i, b, h, i);
      all.add(h.a);
    }
    Tensor out = perceptron(GdssConfig.EDGES + ".final", torch.cat(vector(all), -1), 3);
    return b.pairs.real(out).squeeze(-1);
  }

  /** A and A² as rows of pairs. */
  private static Tensor powers(Batch b) {
    return b.pairs.rows(torch.stack(new TensorVector(b.a, torch.bmm(b.a, b.a)), 1));
  }

  /** D^-½ Â D^-½ of every channel; shape [B, C, N, N]. */
  private static Tensor normalised(Batch b, Tensor a) {
    Tensor hat = a.mul(b.pairs.offDiagonal()).add(b.pairs.diagonal());
    Tensor root = hat.sum(-1).clamp_min(new Scalar(1)).rsqrt();
    return hat.mul(root.unsqueeze(-1)).mul(root.unsqueeze(-2));
  }

  private Hidden attention(String layer, Batch b, Hidden h, int index) {
    long rows = b.size();
    long n = b.capacity();
    int channels = GdssConfig.inputs(index);
    // the atoms' features are mixed once for queries, keys and values
    Tensor mixed =
        torch
            .bmm(normalised(b, b.pairs.maps(h.a)).reshape(rows, channels * n, n), h.x)
            .view(rows, channels, n, -1);
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> biases = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      String name = layer + ".attn." + c + ".gnn_";
      weights.add(torch.cat(parts(name, ".weight"), 1));
      biases.add(torch.cat(parts(name, ".bias"), 0));
    }
    // [C, B·N, 3·width]
    Tensor folded = mixed.permute(1, 0, 2, 3).reshape(channels, rows * n, mixed.size(3));
    Tensor qkv =
        torch
            .bmm(folded, torch.stack(vector(weights), 0))
            .add(torch.stack(vector(biases), 0).unsqueeze(1))
            .view(channels, rows, n, 3 * WIDTH);
    Tensor q = heads(qkv.narrow(3, 0, WIDTH), rows, n);
    Tensor k = heads(qkv.narrow(3, WIDTH, WIDTH), rows, n);
    Tensor v = qkv.narrow(3, 2 * WIDTH, WIDTH);
    Tensor scores =
        torch
            .bmm(q, k.transpose(1, 2))
            .mul(new Scalar(1 / Math.sqrt(WIDTH)))
            .tanh()
            .view(channels, rows, HEADS, n, n)
            .mean(2);
    Tensor symmetric =
        scores.add(scores.transpose(-1, -2)).mul(new Scalar(0.5)).permute(1, 0, 2, 3);
    Tensor values = v.permute(1, 2, 0, 3).reshape(rows, n, channels * WIDTH);
    Tensor x = perceptron(layer + ".multi_channel", values, 2).mul(b.atoms).tanh();
    Tensor both = torch.cat(new TensorVector(b.pairs.rows(symmetric), h.a), -1);
    Tensor a = perceptron(layer + ".mlp", both, 3);
    return new Hidden(x, b.pairs.there(b.pairs.withTranspose(a)));
  }

  /** [C, B, N, width] to [C·B·heads, N, width / heads]. */
  private static Tensor heads(Tensor x, long rows, long n) {
    return x.reshape(-1, n, HEADS, WIDTH / HEADS).permute(0, 2, 1, 3).reshape(-1, n, WIDTH / HEADS);
  }

  private TensorVector parts(String name, String what) {
    return new TensorVector(
        w.get(name + "q" + what), w.get(name + "k" + what), w.get(name + "v" + what));
  }

  /** Linear layers with ELU between. */
  private Tensor perceptron(String name, Tensor x, int layers) {
    Tensor h = x;
    for (int i = 0; i < layers; i++) {
      String linear = name + ".linears." + i;
      h = torch.linear(h, w.get(linear + ".weight"), new TensorOptional(w.get(linear + ".bias")));
      h = i < layers - 1 ? torch.elu(h) : h;
    }
    return h;
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }
}
