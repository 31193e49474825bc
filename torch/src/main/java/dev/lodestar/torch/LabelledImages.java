package dev.lodestar.torch;

import dev.lodestar.core.gaussian.Shape;
import java.util.Arrays;

/**
 * Images of one size and their classes, as data sets hold them.
 *
 * @param pixels brightness 0..255 as unsigned bytes, shape [size, channels, height, width]
 * @param shape sizes of an image
 * @param labels classes from 0, shape [size]
 */
public record LabelledImages(byte[] pixels, Shape shape, int[] labels) {
  public LabelledImages {
    if (pixels.length != (long) labels.length * shape.numbers()) {
      throw new IllegalArgumentException(
          "%d pixels are not %d images of %s".formatted(pixels.length, labels.length, shape));
    }
    for (int l : labels) {
      if (l < 0) {
        throw new IllegalArgumentException("Classes count from 0; there is a class " + l);
      }
    }
  }

  public int size() {
    return labels.length;
  }

  /** One image, brightness from -1 (0) to 1 (255). */
  public float[] image(int row) {
    float[] out = new float[shape.numbers()];
    for (int k = 0; k < out.length; k++) {
      out[k] = (pixels[row * out.length + k] & 0xff) / 127.5f - 1;
    }
    return out;
  }

  /** The given images in the given order. */
  public LabelledImages select(int[] rows) {
    int row = shape.numbers();
    byte[] out = new byte[Math.multiplyExact(rows.length, row)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(pixels, rows[i] * row, out, i * row, row);
    }
    return new LabelledImages(out, shape, Arrays.stream(rows).map(r -> labels[r]).toArray());
  }

  /** Of the images the first {@code count}, or all where there are fewer. */
  public LabelledImages first(int count) {
    int n = Math.min(count, size());
    return new LabelledImages(
        Arrays.copyOf(pixels, n * shape.numbers()), shape, Arrays.copyOf(labels, n));
  }

  /** Adds what the images are to a fingerprint. */
  void into(Fingerprint fingerprint) {
    fingerprint.add(shape).add(Arrays.hashCode(labels)).add(Arrays.hashCode(pixels));
  }

  /** Refuses images of another size, and classes from {@code classes} on; 0 for any class. */
  void require(Shape wanted, int classes) {
    if (!shape.equals(wanted)) {
      throw new IllegalArgumentException("Images of " + shape + " for a network of " + wanted);
    }
    for (int label : labels) {
      if (classes > 0 && label >= classes) {
        throw new IllegalArgumentException(
            "An image of class %d for a network of %d classes".formatted(label, classes));
      }
    }
  }

  /** Writes an image into a row of numbers, mirrored left to right if told so. */
  void put(int row, boolean mirrored, float[] out, int to) {
    put(row, mirrored, 0, 0, out, to);
  }

  /** The same, shifted by a few pixels; what comes in at an edge is the edge's own pixel. */
  void put(int row, boolean mirrored, int down, int right, float[] out, int to) {
    int height = shape.height();
    int width = shape.width();
    int k = row * shape.numbers();
    int at = to;
    for (int c = 0; c < shape.channels(); c++, k += height * width) {
      for (int y = 0; y < height; y++) {
        int line = k + Math.max(0, Math.min(height - 1, y - down)) * width;
        for (int x = 0; x < width; x++) {
          int source = Math.max(0, Math.min(width - 1, (mirrored ? width - 1 - x : x) - right));
          out[at++] = (pixels[line + source] & 0xff) / 127.5f - 1;
        }
      }
    }
  }
}
