package dev.lodestar.image.metric;

import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.image.Image;
import dev.lodestar.image.ImageCodec;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A column that is a formula of each image alone.
 *
 * @param formula the number
 */
public record PerImage(
    String name, String describe, ImageCodec codec, ToDoubleFunction<Image> formula)
    implements DesignMetric<String> {
  @Override
  public double[] of(List<String> designs) {
    return designs.stream().map(codec::image).mapToDouble(formula).toArray();
  }
}
