package dev.lodestar.core.dirichlet;

import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of sequences whose every position is a point of the probability simplex over V tokens.
 *
 * @param data coordinates, not negative, a position's V sum to 1; shape [size, length, V]
 * @param length positions a row
 * @param vocabulary V
 */
public record SimplexParticles(float[] data, int length, int vocabulary)
    implements Particles<SimplexParticles> {
  public SimplexParticles {
    if (length < 1 || vocabulary < 2 || data.length % (length * vocabulary) != 0) {
      throw new IllegalArgumentException(
          data.length
              + " coordinates do not form rows of "
              + length
              + " positions over "
              + vocabulary
              + " tokens");
    }
  }

  /** The vertices that stand for tokens. */
  public static SimplexParticles vertices(Tokens tokens, int vocabulary) {
    float[] data = new float[Math.multiplyExact(tokens.data().length, vocabulary)];
    for (int i = 0; i < tokens.data().length; i++) {
      data[i * vocabulary + tokens.data()[i]] = 1;
    }
    return new SimplexParticles(data, tokens.length(), vocabulary);
  }

  /** The token of each position's largest coordinate, the lowest on ties. */
  public Tokens tokens() {
    int[] out = new int[data.length / vocabulary];
    for (int i = 0; i < out.length; i++) {
      for (int k = 1; k < vocabulary; k++) {
        if (data[i * vocabulary + k] > data[i * vocabulary + out[i]]) {
          out[i] = k;
        }
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public int size() {
    return data.length / (length * vocabulary);
  }

  @Override
  public SimplexParticles select(int[] rows) {
    int row = length * vocabulary;
    float[] out = new float[rows.length * row];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data, rows[i] * row, out, i * row, row);
    }
    return new SimplexParticles(out, length, vocabulary);
  }

  @Override
  public SimplexParticles with(List<SimplexParticles> others) {
    int total = data.length;
    for (SimplexParticles x : others) {
      if (x.length != length || x.vocabulary != vocabulary) {
        throw new IllegalArgumentException("rows of " + x + " do not join those of " + this);
      }
      total = Math.addExact(total, x.data.length);
    }
    float[] out = Arrays.copyOf(data, total);
    int at = data.length;
    for (SimplexParticles x : others) {
      System.arraycopy(x.data, 0, out, at, x.data.length);
      at += x.data.length;
    }
    return new SimplexParticles(out, length, vocabulary);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SimplexParticles x
        && x.length == length
        && x.vocabulary == vocabulary
        && Arrays.equals(x.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * length + vocabulary) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "SimplexParticles[" + size() + " x " + length + " x " + vocabulary + "]";
  }
}
