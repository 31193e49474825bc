package dev.lodestar.core.process;

import java.util.Arrays;
import java.util.List;

/**
 * A batch of token sequences of one length.
 *
 * <p>Tokens are {@code 0..vocabulary-1}; a masked diffusion writes {@code vocabulary} for its mask.
 *
 * @param data tokens, shape [size, length], row-major
 * @param length positions a row
 */
public record Tokens(int[] data, int length) implements Particles<Tokens> {
  public Tokens {
    if (length < 1 || data.length % length != 0) {
      throw new IllegalArgumentException(
          data.length + " tokens do not form rows of " + length + " positions");
    }
  }

  /** {@code rows} sequences that hold {@code token} everywhere. */
  public static Tokens filled(int rows, int length, int token) {
    int[] data = new int[Math.multiplyExact(rows, length)];
    Arrays.fill(data, token);
    return new Tokens(data, length);
  }

  @Override
  public int size() {
    return data.length / length;
  }

  /** A copy of one row, shape [length]. */
  public int[] row(int i) {
    return Arrays.copyOfRange(data, i * length, (i + 1) * length);
  }

  /** Whether row {@code i} holds {@code token} anywhere. */
  public boolean contains(int i, int token) {
    for (int k = i * length; k < (i + 1) * length; k++) {
      if (data[k] == token) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Tokens select(int[] rows) {
    int[] out = new int[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data, rows[i] * length, out, i * length, length);
    }
    return new Tokens(out, length);
  }

  @Override
  public Tokens with(List<Tokens> others) {
    int total = data.length;
    for (Tokens t : others) {
      if (t.length != length) {
        throw new IllegalArgumentException(
            "rows of " + t.length + " positions do not join rows of " + length);
      }
      total = Math.addExact(total, t.data.length);
    }
    int[] out = Arrays.copyOf(data, total);
    int at = data.length;
    for (Tokens t : others) {
      System.arraycopy(t.data, 0, out, at, t.data.length);
      at += t.data.length;
    }
    return new Tokens(out, length);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Tokens t && t.length == length && Arrays.equals(t.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * length + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Tokens[" + size() + " x " + length + "]";
  }
}
