package dev.lodestar.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Shape;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {
  @ParameterizedTest
  @CsvSource({"1, 28, 28", "3, 32, 32", "3, 5, 7", "1, 200, 400", "3, 1, 1"})
  void anImageComesBackToTheLastBit(int channels, int height, int width) {
    Image image = Pictures.noise(new Shape(channels, height, width), 1);
    assertEquals(image, Png.parse(Png.text(image), channels));
  }

  @Test
  void textIsTheSameEverywhere() {
    // spelled out: ledgers of other machines have these texts as keys
    assertEquals(
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAADklEQVR4AQEDAPz/AAf/ARAB"
            + "ByvC/PIAAAAASUVORK5CYII=",
        Png.text(new Image(new Shape(1, 1, 2), new byte[] {7, (byte) 255})));
  }

  @Test
  void whatIsNoImageIsRefused() {
    refused("GATTACA", "begins with 'data:image/png;base64,', not with 'GATTACA'");
    refused("data:image/png;base64,%%%", "not in base 64");
    refused("data:image/png;base64,AAAA", "no PNG image");
    byte[] huge = Png.bytes(Pictures.plain(new Shape(1, 2, 2), 0));
    huge[16] = 0x7f; // the width's highest byte
    refused(
        "data:image/png;base64," + Base64.getEncoder().encodeToString(huge),
        "no design has a side");
  }

  private static void refused(String text, String part) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> Png.parse(text, 1)).getMessage();
    assertTrue(said.contains(part), said);
  }
}
