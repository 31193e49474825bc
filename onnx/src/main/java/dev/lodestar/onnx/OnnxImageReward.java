package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Images written as data URIs of PNG files, scored by a network. It is given brightness from 0 to
 * 1; a network of three channels sees a grey image as red, green and blue alike.
 */
final class OnnxImageReward implements Reward<String>, AutoCloseable {
  private static final String PREFIX = "data:image/png;base64,";
  private static final float BRIGHTEST = 255;

  private final OnnxImageScorer network;
  private final Shape shape;

  /** Takes the network over. */
  OnnxImageReward(OnnxImageScorer network) {
    this.network = network;
    this.shape = network.shape();
  }

  @Override
  public String identity() {
    return network.identity();
  }

  @Override
  public void requireReads(String example) {
    numbers(example);
  }

  @Override
  public List<Score> score(List<String> designs) {
    Score[] out = new Score[designs.size()];
    List<Integer> sound = new ArrayList<>();
    float[] x = new float[Math.multiplyExact(out.length, shape.numbers())];
    for (int i = 0; i < out.length; i++) {
      try {
        float[] row = numbers(designs.get(i));
        System.arraycopy(row, 0, x, sound.size() * row.length, row.length);
        sound.add(i);
      } catch (IllegalArgumentException e) {
        out[i] = new Score.Failed(e.getMessage());
      }
    }
    float[] read = Arrays.copyOf(x, sound.size() * shape.numbers());
    double[] scores = sound.isEmpty() ? new double[0] : network.score(Latents.of(read, shape));
    for (int r = 0; r < scores.length; r++) {
      out[sound.get(r)] = Score.of(scores[r]);
    }
    return List.of(out);
  }

  /** Brightness of every number of an image, 0 to 1. */
  private float[] numbers(String design) {
    BufferedImage image = image(design);
    int bands = image.getRaster().getNumBands();
    float[] out = new float[shape.numbers()];
    int[] pixel = new int[bands];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        image.getRaster().getPixel(x, y, pixel);
        for (int c = 0; c < shape.channels(); c++) {
          out[(c * shape.height() + y) * shape.width() + x] = pixel[bands == 1 ? 0 : c] / BRIGHTEST;
        }
      }
    }
    return out;
  }

  private BufferedImage image(String design) {
    if (!design.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "the network scores images, and the design is no data URI of a PNG file: '"
              + design.substring(0, Math.min(24, design.length()))
              + "'.");
    }
    byte[] bytes = Base64.getDecoder().decode(design.substring(PREFIX.length()).strip());
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
      try {
        reader.setInput(in, true, true);
        // the header alone: nothing is allocated for a picture of another size
        requireSize(reader.getWidth(0), reader.getHeight(0));
        BufferedImage out = reader.read(0);
        requireChannels(out);
        return out;
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the data are no PNG image: " + e.getMessage(), e);
    }
  }

  private void requireSize(int width, int height) {
    if (width != shape.width() || height != shape.height()) {
      throw new IllegalArgumentException(
          "the image has %d x %d pixels, and the network reads %d x %d; resize in the network's"
                  .formatted(width, height, shape.width(), shape.height())
              + " forward, and export it for this size.");
    }
  }

  private void requireChannels(BufferedImage image) {
    int bands = image.getRaster().getNumBands();
    boolean bytes = image.getSampleModel().getSampleSize(0) == Byte.SIZE;
    boolean grey = bands == 1 && !(image.getColorModel() instanceof IndexColorModel);
    if (!bytes || !grey && bands != 3) {
      throw new IllegalArgumentException(
          "the image is neither grey nor in red, green and blue, of 8 bits each.");
    }
    if (shape.channels() != 3 && shape.channels() != bands) {
      throw new IllegalArgumentException(
          "the image has %d channels, and the network reads %d".formatted(bands, shape.channels()));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
