package dev.lodestar.core.exact;

import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All states of a masked diffusion over V^L, numbered: (V+1)^F of them, where F positions are free
 * and the others hold fixed tokens.
 *
 * <p>A state's number is read in base V+1 over the free positions, the first the most significant;
 * digit V is the mask.
 */
public final class MaskedStates {
  /** More states than this are not enumerated. */
  public static final int LIMIT = 2_000_000;

  private final int vocabulary;
  private final int[] fixed;
  private final int[] strides;
  private final int size;

  /**
   * @param vocabulary V, at least 2
   * @param fixed for each position its token, or {@link MaskedProcess#FREE}
   */
  public MaskedStates(int vocabulary, int[] fixed) {
    this.vocabulary = vocabulary;
    this.fixed = fixed.clone();
    this.strides = new int[fixed.length];
    long states = 1;
    for (int l = fixed.length - 1; l >= 0 && states <= LIMIT; l--) {
      if (fixed[l] == MaskedProcess.FREE) {
        strides[l] = (int) states;
        states *= vocabulary + 1;
      }
    }
    if (vocabulary < 2 || states > LIMIT) {
      throw new IllegalArgumentException(
          "a vocabulary of "
              + vocabulary
              + " over "
              + fixed.length
              + " positions; enumeration takes vocabularies from 2 and up to "
              + LIMIT
              + " states");
    }
    this.size = (int) states;
  }

  /** The states of sequences that are free everywhere. */
  public static MaskedStates free(int vocabulary, int length) {
    return new MaskedStates(vocabulary, MaskedProcess.free(length));
  }

  /** Number of states. */
  public int size() {
    return size;
  }

  /** V; also the mask's token. */
  public int vocabulary() {
    return vocabulary;
  }

  /** L, positions a state. */
  public int length() {
    return fixed.length;
  }

  /** Number of the state in which every free position is masked. */
  public int masked() {
    return size - 1;
  }

  /** Numbers of the states without a mask: the designs, in ascending order. */
  public int[] designs() {
    return IntStream.range(0, size).filter(s -> maskedPositions(s).length == 0).toArray();
  }

  /** Positions that are masked in a state, ascending. */
  public int[] maskedPositions(int state) {
    int[] out = new int[fixed.length];
    int n = 0;
    for (int l = 0; l < fixed.length; l++) {
      if (strides[l] > 0 && state / strides[l] % (vocabulary + 1) == vocabulary) {
        out[n++] = l;
      }
    }
    return Arrays.copyOf(out, n);
  }

  /** What a state's number falls by for every unit that the token at a free position falls. */
  public int strideAt(int position) {
    return strides[position];
  }

  /** Number of a row's state. */
  public int index(Tokens tokens, int row) {
    int index = 0;
    for (int l = 0; l < fixed.length; l++) {
      int token = tokens.data()[row * fixed.length + l];
      if (fixed[l] == MaskedProcess.FREE) {
        index = index * (vocabulary + 1) + token;
      } else if (fixed[l] != token) {
        throw new IllegalArgumentException(
            "position " + l + " holds " + token + " although it is fixed to " + fixed[l]);
      }
    }
    return index;
  }

  /** Numbers of all rows. */
  public int[] indices(Tokens tokens) {
    return IntStream.range(0, tokens.size()).map(i -> index(tokens, i)).toArray();
  }

  /** The states of the given numbers. */
  public Tokens tokens(int... states) {
    int[] data = new int[states.length * fixed.length];
    for (int i = 0; i < states.length; i++) {
      int rest = states[i];
      for (int l = fixed.length - 1; l >= 0; l--) {
        if (fixed[l] == MaskedProcess.FREE) {
          data[i * fixed.length + l] = rest % (vocabulary + 1);
          rest /= vocabulary + 1;
        } else {
          data[i * fixed.length + l] = fixed[l];
        }
      }
    }
    return new Tokens(data, fixed.length);
  }
}
