package dev.lodestar.core.gaussian;

import dev.lodestar.core.process.Particles;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of states of Gaussian diffusion: images, latents of images, or other vectors.
 *
 * <p>A row's condition is part of the row and is selected with it, so that no child can be told
 * another particle's condition.
 *
 * @param data numbers, shape [size, channels, height, width]
 * @param shape sizes of one row
 * @param conditions of each row what the network is told of it: a class, or the number of a prompt
 *     that the network knows; {@link #NONE} where nothing is
 */
public record Latents(float[] data, Shape shape, int[] conditions) implements Particles<Latents> {
  /** The condition of a row about which nothing is said. */
  public static final int NONE = -1;

  public Latents {
    if (data.length != (long) conditions.length * shape.numbers()) {
      throw new IllegalArgumentException(
          data.length
              + " numbers do not form "
              + conditions.length
              + " rows of "
              + shape
              + " = "
              + shape.numbers()
              + " numbers");
    }
    for (int c : conditions) {
      if (c < NONE) {
        throw new IllegalArgumentException("conditions count from 0, or are NONE, not " + c);
      }
    }
  }

  /** Rows of which nothing is said. */
  public static Latents of(float[] data, Shape shape) {
    if (data.length % shape.numbers() != 0) {
      throw new IllegalArgumentException(
          data.length + " numbers do not form rows of " + shape.numbers() + " (" + shape + ")");
    }
    int[] none = new int[data.length / shape.numbers()];
    Arrays.fill(none, NONE);
    return new Latents(data, shape, none);
  }

  @Override
  public int size() {
    return conditions.length;
  }

  /** A copy of one row's numbers, shape [channels, height, width]. */
  public float[] row(int row) {
    return Arrays.copyOfRange(data, row * shape.numbers(), (row + 1) * shape.numbers());
  }

  /** The same rows with other numbers. */
  public Latents holding(float[] numbers) {
    return new Latents(numbers, shape, conditions);
  }

  @Override
  public Latents select(int[] rows) {
    int[] chosen = Arrays.stream(rows).map(r -> conditions[r]).toArray();
    return new Latents(rows(data, shape.numbers(), rows), shape, chosen);
  }

  /** The given rows of a flat array, in their order. */
  static float[] rows(float[] data, int row, int[] rows) {
    float[] out = new float[Math.multiplyExact(rows.length, row)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data, rows[i] * row, out, i * row, row);
    }
    return out;
  }

  @Override
  public Latents with(List<Latents> others) {
    int rows = size();
    for (Latents x : others) {
      if (!x.shape.equals(shape)) {
        throw new IllegalArgumentException("rows of " + x + " do not join those of " + this);
      }
      rows = Math.addExact(rows, x.size());
    }
    float[] joined = Arrays.copyOf(data, Math.multiplyExact(rows, shape.numbers()));
    int[] told = Arrays.copyOf(conditions, rows);
    int at = size();
    for (Latents x : others) {
      System.arraycopy(x.data, 0, joined, at * shape.numbers(), x.data.length);
      System.arraycopy(x.conditions, 0, told, at, x.size());
      at += x.size();
    }
    return new Latents(joined, shape, told);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Latents x
        && x.shape.equals(shape)
        && Arrays.equals(x.conditions, conditions)
        && Arrays.equals(x.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(conditions) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Latents[" + size() + " of " + shape + "]";
  }
}
