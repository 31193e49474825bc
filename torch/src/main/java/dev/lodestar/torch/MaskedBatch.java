package dev.lodestar.torch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sequences masked for the likelihood bound; see {@link Masking}. Rows lie in order of what the
 * network needs to see of them, so that shards of neighbours can be cut short.
 */
final class MaskedBatch {
  /** One draw: the sequence, its state, how many positions are masked, and what is told of it. */
  private record Row(int[] clean, int[] state, int count, int visible, int told) {}

  private final MaskedNet net;
  private final Row[] rows;

  /**
   * Draws a state for each sequence.
   *
   * @param offset uniform in [0, 1): together the draws cover all numbers of masked positions
   * @param streams random numbers, one stream for each {@link Objective#SHARD} sequences
   */
  MaskedBatch(MaskedNet net, Classified batch, double offset, SplittableRandom[] streams) {
    this.net = net;
    int[][] clean = batch.tokens();
    rows = new Row[clean.length];
    for (int k = 0; k < clean.length; k++) {
      int length = clean[k].length;
      int count = Masking.count(length, k, clean.length, offset);
      int[] state = clean[k].clone();
      Masking.mask(state, 0, length, count, net.vocabulary(), streams[k / Objective.SHARD]);
      rows[k] = new Row(clean[k], state, count, net.visible(state), batch.conditions()[k]);
    }
    Arrays.sort(rows, Comparator.comparingInt(Row::visible));
  }

  int shards() {
    return Batches.shards(rows.length);
  }

  /** A shard's part of −log p of the masked tokens, in nats a token. */
  Tensor loss(int shard, Weights w) {
    int from = shard * Objective.SHARD;
    Row[] mine = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + Objective.SHARD));
    int v = net.vocabulary();
    int width = mine[mine.length - 1].visible;
    int[][] states = new int[mine.length][];
    int[] told = new int[mine.length];
    float[] weights = new float[mine.length * width * v];
    for (int r = 0; r < mine.length; r++) {
      Row row = mine[r];
      states[r] = Arrays.copyOf(row.state, width);
      told[r] = row.told;
      // Behind what is visible all is known, and costs nothing.
      for (int i = 0; i < row.visible; i++) {
        if (row.state[i] == v) {
          weights[(r * width + i) * v + row.clean[i]] = (float) (1.0 / row.count / rows.length);
        }
      }
    }
    Tensor logP = torch.log_softmax(net.logits(w, states, told), 2);
    return logP.mul(Torch.tensor(weights, mine.length, width, v)).sum().neg();
  }
}
