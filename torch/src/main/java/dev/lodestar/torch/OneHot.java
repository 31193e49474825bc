package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Tokens as the tensors that networks read: positions before channels, sequences right-aligned.
 *
 * @param vocabulary real tokens V, one channel each; token V is the mask
 * @param extra what channel V holds
 * @param width positions of the tensor; shorter sequences have zeros on their left
 */
record OneHot(int vocabulary, Extra extra, int width) {
  /** The meaning of the channel after the real tokens. */
  enum Extra {
    /** There is none: a mask is all zeros. */
    NONE,
    /** 1 where the state is masked. */
    MASK,
    /** 1 where the sequence has a position, so that a mask differs from padding. */
    PRESENCE
  }

  int channels() {
    return extra == Extra.NONE ? vocabulary : vocabulary + 1;
  }

  /** Heap storage for that many rows, all zeros. */
  float[] blank(int rows) {
    return new float[Math.multiplyExact(Math.multiplyExact(rows, channels()), width)];
  }

  /** The tensor [rows, width, channels] of filled storage. */
  Tensor tensor(float[] x) {
    return Torch.tensor(x, x.length / (channels() * width), width, channels());
  }

  /** Writes one sequence: {@code length} tokens of {@code tokens} from {@code offset} on. */
  void put(float[] x, int row, int[] tokens, int offset, int length) {
    int at = (row * width + width - requireFits(length)) * channels();
    for (int i = 0; i < length; i++, at += channels()) {
      int token = tokens[offset + i];
      if (token < 0 || token > vocabulary) {
        throw new IllegalArgumentException(
            "Token %d at position %d is outside 0..%d (the last is the mask)"
                .formatted(token, i, vocabulary));
      }
      if (token < vocabulary || extra == Extra.MASK) {
        x[at + token] = 1;
      }
      if (extra == Extra.PRESENCE) {
        x[at + vocabulary] = 1;
      }
    }
  }

  /** Writes one sequence of token probabilities, [length, vocabulary] from {@code offset} on. */
  void putProbabilities(float[] x, int row, float[] probabilities, int offset, int length) {
    int at = (row * width + width - requireFits(length)) * channels();
    for (int i = 0; i < length; i++, at += channels()) {
      System.arraycopy(probabilities, offset + i * vocabulary, x, at, vocabulary);
      if (extra == Extra.PRESENCE) {
        x[at + vocabulary] = 1;
      }
    }
  }

  private int requireFits(int length) {
    if (length < 1 || length > width) {
      throw new IllegalArgumentException(
          "The network takes sequences of 1 to " + width + " tokens, not " + length);
    }
    return length;
  }
}
