package dev.lodestar.image;

import dev.lodestar.core.gaussian.Shape;
import java.util.SplittableRandom;

/** Images to test with. */
public final class Pictures {
  private Pictures() {}

  /** Every pixel of one brightness. */
  public static Image plain(Shape shape, int brightness) {
    byte[] out = new byte[shape.numbers()];
    java.util.Arrays.fill(out, (byte) brightness);
    return new Image(shape, out);
  }

  /** Every pixel drawn. */
  public static Image noise(Shape shape, long seed) {
    byte[] out = new byte[shape.numbers()];
    new SplittableRandom(seed).nextBytes(out);
    return new Image(shape, out);
  }
}
