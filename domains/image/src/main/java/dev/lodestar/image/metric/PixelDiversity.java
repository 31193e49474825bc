package dev.lodestar.image.metric;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.image.ImageCodec;
import java.util.List;

/**
 * Root-mean-square difference of a pixel between two designs, over all pairs.
 *
 * @param codec sizes
 */
public record PixelDiversity(ImageCodec codec) implements SetMetric<String> {
  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String describe() {
    return "root-mean-square difference of a pixel between two designs, brightness from 0 to 1;"
        + " higher is more diverse";
  }

  @Override
  public double of(List<String> designs) {
    int n = designs.size();
    if (n < 2) {
      return Double.NaN;
    }
    // The mean squared difference of two is twice the variance: linear in n.
    Latents x = codec.encode(designs);
    int numbers = codec.shape().numbers();
    double sum = 0;
    for (int k = 0; k < numbers; k++) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += x.data()[i * numbers + k] / n;
      }
      for (int i = 0; i < n; i++) {
        double off = x.data()[i * numbers + k] - mean;
        sum += off * off / (n - 1);
      }
    }
    return Math.sqrt(2 * sum / numbers) / 2;
  }
}
