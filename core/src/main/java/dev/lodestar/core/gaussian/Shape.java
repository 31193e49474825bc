package dev.lodestar.core.gaussian;

/**
 * Sizes of one state: a row holds channel after channel, each row by row.
 *
 * @param channels colours or latent channels, at least 1
 * @param height rows of pixels, at least 1
 * @param width pixels a row, at least 1
 */
public record Shape(int channels, int height, int width) {
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a state has at least one channel, row and column, not "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** A vector of {@code d} numbers. */
  public static Shape vector(int d) {
    return new Shape(d, 1, 1);
  }

  /** Numbers of a state: channels·height·width. */
  public int numbers() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
