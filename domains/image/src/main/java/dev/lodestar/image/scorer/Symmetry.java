package dev.lodestar.image.scorer;

import dev.lodestar.image.Image;
import dev.lodestar.image.ImageSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How alike an image and its mirror image, left to right, are. */
public final class Symmetry extends ImageScorer {
  @Override
  public boolean free() {
    return true;
  }

  @Override
  public String kind() {
    return "symmetry";
  }

  @Override
  public String summary() {
    return "1 less the mean difference in luminance to the mirror image, 0 to 1";
  }

  @Override
  public String source() {
    return "closed form";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  ToDoubleFunction<Image> formula(ImageSettings settings) {
    return Symmetry::of;
  }

  static double of(Image image) {
    int width = image.shape().width();
    double off = 0;
    for (int y = 0; y < image.shape().height(); y++) {
      for (int x = 0; x < width; x++) {
        off += Math.abs(image.luminance(y, x) - image.luminance(y, width - 1 - x));
      }
    }
    return 1 - off / image.shape().height() / width;
  }
}
