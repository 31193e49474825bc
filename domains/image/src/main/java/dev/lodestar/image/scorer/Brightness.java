package dev.lodestar.image.scorer;

import dev.lodestar.image.Image;
import dev.lodestar.image.ImageSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Mean luminance. */
public final class Brightness extends ImageScorer {
  @Override
  public boolean free() {
    return true;
  }

  @Override
  public String kind() {
    return "brightness";
  }

  @Override
  public String summary() {
    return "mean luminance, 0 (black) to 1 (white)";
  }

  @Override
  public String source() {
    return "luminance of ITU-R BT.601";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  ToDoubleFunction<Image> formula(ImageSettings settings) {
    return Brightness::of;
  }

  static double of(Image image) {
    double sum = 0;
    for (int y = 0; y < image.shape().height(); y++) {
      for (int x = 0; x < image.shape().width(); x++) {
        sum += image.luminance(y, x);
      }
    }
    return sum / image.shape().height() / image.shape().width();
  }
}
