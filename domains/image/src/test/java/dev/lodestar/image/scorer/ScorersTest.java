package dev.lodestar.image.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.image.Image;
import dev.lodestar.image.Pictures;
import dev.lodestar.image.Png;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorersTest {
  private static final Shape GREY = new Shape(1, 2, 2);
  private static final Shape COLOUR = new Shape(3, 32, 32);

  private static double score(ScorerProvider kind, Map<String, Object> settings, Image image) {
    Score score = kind.create(settings).score(List.of(Png.text(image))).get(0);
    return assertInstanceOf(Score.Value.class, score).value();
  }

  private static Image grey(int... pixels) {
    byte[] out = new byte[pixels.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (byte) pixels[k];
    }
    return new Image(GREY, out);
  }

  @Test
  void closedFormsAreExact() {
    Image half = grey(0, 255, 0, 255);
    assertEquals(0.5, score(new Brightness(), Map.of(), half), 1e-12);
    assertEquals(0.5, score(new Contrast(), Map.of(), half), 1e-12);
    assertEquals(0, score(new Symmetry(), Map.of(), half), 1e-12);
    Image lying = grey(0, 0, 51, 51);
    assertEquals(0.1, score(new Brightness(), Map.of(), lying), 1e-12);
    assertEquals(1, score(new Symmetry(), Map.of(), lying), 1e-12);
    byte[] green = new byte[12];
    java.util.Arrays.fill(green, 4, 8, (byte) 255);
    assertEquals(
        0.587, score(new Brightness(), Map.of(), new Image(new Shape(3, 2, 2), green)), 1e-12);
  }

  @Test
  void plainImagesCompressBetter() {
    ScorerProvider small = new JpegSize.Compressibility();
    double plain = score(small, Map.of(), Pictures.plain(COLOUR, 90));
    double noise = score(small, Map.of(), Pictures.noise(COLOUR, 1));
    assertTrue(plain < -0.3 && plain > -1.2 && noise < -1.5, plain + " " + noise);
    assertEquals(
        -noise, score(new JpegSize.Incompressibility(), Map.of(), Pictures.noise(COLOUR, 1)));
    double coarse = score(small, Map.of("quality", 20L), Pictures.noise(COLOUR, 1));
    assertTrue(coarse > noise + 0.5, coarse + " " + noise);
  }

  @Test
  void badSettingsAreRefused() {
    ScorerProvider small = new JpegSize.Compressibility();
    refused(small, 0L, "takes 1 to 100 for 'quality', not 0");
    refused(small, "high", "takes a whole number in 1..100 for 'quality', not high");
  }

  private static void refused(ScorerProvider kind, Object quality, String part) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> kind.create(Map.of("quality", quality)))
            .getMessage();
    assertTrue(said.contains(part), said);
  }

  @Test
  void whatIsNoImageIsInfeasible() {
    Score score = new Brightness().create(Map.of()).score(List.of("ACGT")).get(0);
    assertTrue(
        assertInstanceOf(Score.Infeasible.class, score).reason().contains("data URI"), "" + score);
  }
}
