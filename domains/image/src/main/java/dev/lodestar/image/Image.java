package dev.lodestar.image;

import dev.lodestar.core.gaussian.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A grey or colour image.
 *
 * @param shape one channel (grey) or three (red, green, blue)
 * @param pixels brightness 0..255 as unsigned bytes, shape [channels, height, width]; not to be
 *     written to
 */
public record Image(Shape shape, byte[] pixels) {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  public Image {
    if (shape.channels() != GREY && shape.channels() != COLOUR) {
      throw new IllegalArgumentException("an image has 1 channel or 3, not " + shape.channels());
    }
    if (pixels.length != shape.numbers()) {
      throw new IllegalArgumentException(pixels.length + " bytes do not form an image of " + shape);
    }
  }

  /** An image of numbers from -1 (dark) to 1 (bright), which are rounded and cut to that range. */
  public static Image of(Shape shape, float[] numbers, int from) {
    byte[] out = new byte[shape.numbers()];
    for (int k = 0; k < out.length; k++) {
      out[k] = (byte) Math.round(Math.max(0, Math.min(255, (numbers[from + k] + 1) * 127.5f)));
    }
    return new Image(shape, out);
  }

  /** Brightness as a number from -1 to 1, the inverse of {@link #of} up to rounding. */
  float number(int k) {
    return (pixels[k] & 0xff) / 127.5f - 1;
  }

  /** Brightness of a channel at a place, 0..255. */
  public int at(int channel, int y, int x) {
    return pixels[(channel * shape.height() + y) * shape.width() + x] & 0xff;
  }

  /** Red, green and blue of a place as 0xRRGGBB. */
  public int rgb(int y, int x) {
    int last = shape.channels() - 1;
    return at(0, y, x) << 16 | at(Math.min(1, last), y, x) << 8 | at(last, y, x);
  }

  /** Luminance of a place, 0 to 1: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
  public double luminance(int y, int x) {
    int rgb = rgb(y, x);
    return (0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff)) / 255;
  }

  /** The image as Java draws it. */
  public BufferedImage drawn() {
    boolean grey = shape.channels() == GREY;
    BufferedImage out =
        new BufferedImage(
            shape.width(),
            shape.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        if (grey) {
          // setRGB would pass through a colour space and change the number
          out.getRaster().setSample(x, y, 0, at(0, y, x));
        } else {
          out.setRGB(x, y, rgb(y, x));
        }
      }
    }
    return out;
  }

  /** What Java has read, as grey or as colour. */
  static Image of(BufferedImage read, int channels) {
    int height = read.getHeight();
    int width = read.getWidth();
    byte[] out = new byte[channels * height * width];
    boolean grey =
        read.getRaster().getNumBands() == 1 && read.getSampleModel().getSampleSize(0) == 8;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sample = grey ? read.getRaster().getSample(x, y, 0) : 0;
        int rgb = grey ? sample * 0x010101 : read.getRGB(x, y);
        for (int c = 0; c < channels; c++) {
          out[(c * height + y) * width + x] = (byte) (rgb >> (16 - 8 * c));
        }
      }
    }
    return new Image(new Shape(channels, height, width), out);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Image i && i.shape.equals(shape) && Arrays.equals(i.pixels, pixels);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "Image[" + shape + "]";
  }
}
