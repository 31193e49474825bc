package dev.lodestar.image.scorer;

import dev.lodestar.image.Image;
import dev.lodestar.image.ImageSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Root-mean-square contrast. */
public final class Contrast extends ImageScorer {
  @Override
  public boolean free() {
    return true;
  }

  @Override
  public String kind() {
    return "contrast";
  }

  @Override
  public String summary() {
    return "standard deviation of the luminance over the image, 0 to 0.5";
  }

  @Override
  public String source() {
    return "root-mean-square contrast (Peli 1990)";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  ToDoubleFunction<Image> formula(ImageSettings settings) {
    return Contrast::of;
  }

  static double of(Image image) {
    double mean = Brightness.of(image);
    double square = 0;
    for (int y = 0; y < image.shape().height(); y++) {
      for (int x = 0; x < image.shape().width(); x++) {
        double off = image.luminance(y, x) - mean;
        square += off * off;
      }
    }
    return Math.sqrt(square / image.shape().height() / image.shape().width());
  }
}
