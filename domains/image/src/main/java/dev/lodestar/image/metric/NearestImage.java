package dev.lodestar.image.metric;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.torch.LabelledImages;

/** How near samples come to training images: a check on memorisation. */
public final class NearestImage {
  private NearestImage() {}

  /**
   * Root-mean-square difference of a pixel, brightness from -1 to 1, to the nearest of the images.
   *
   * @return shape [samples]
   */
  public static double[] distances(Latents samples, LabelledImages images) {
    int numbers = samples.shape().numbers();
    float[][] known = new float[images.size()][];
    for (int j = 0; j < known.length; j++) {
      known[j] = images.image(j);
    }
    double[] out = new double[samples.size()];
    for (int i = 0; i < out.length; i++) {
      float best = Float.POSITIVE_INFINITY;
      for (float[] image : known) {
        best = Math.min(best, square(samples.data(), i * numbers, image));
      }
      out[i] = Math.sqrt(best / numbers);
    }
    return out;
  }

  private static float square(float[] x, int from, float[] y) {
    float sum = 0;
    for (int k = 0; k < y.length; k++) {
      float off = x[from + k] - y[k];
      sum += off * off;
    }
    return sum;
  }
}
