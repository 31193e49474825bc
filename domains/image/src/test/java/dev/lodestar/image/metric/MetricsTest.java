package dev.lodestar.image.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.Pictures;
import dev.lodestar.image.Png;
import dev.lodestar.torch.LabelledImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Shape SHAPE = new Shape(1, 2, 2);

  @Test
  void diversityIsTheDifferenceOfPairs() {
    PixelDiversity metric = new PixelDiversity(new ImageCodec(SHAPE));
    String black = Png.text(Pictures.plain(SHAPE, 0));
    String white = Png.text(Pictures.plain(SHAPE, 255));
    assertEquals(1, metric.of(List.of(black, white)), 1e-6);
    assertEquals(0, metric.of(List.of(black, black)), 1e-6);
    assertEquals(2.0 / 3, Math.pow(metric.of(List.of(black, white, black)), 2), 1e-6);
    assertEquals(2.0 / 3, new UniqueFraction().of(List.of(black, white, black)), 1e-12);
  }

  @Test
  void theNearestImageIsFound() {
    LabelledImages known =
        new LabelledImages(
            new byte[] {0, 0, 0, 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255},
            SHAPE,
            new int[2]);
    Latents samples = Latents.of(new float[] {1, 1, 1, 1, -1, -1, -1, 0}, SHAPE);
    assertArrayEquals(new double[] {0, 0.5}, NearestImage.distances(samples, known), 1e-6);
  }
}
