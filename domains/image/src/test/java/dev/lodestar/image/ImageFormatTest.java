package dev.lodestar.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFormatTest {
  private static final Shape SHAPE = new Shape(3, 4, 4);
  private static final ImageCodec CODEC = new ImageCodec(SHAPE);
  private static final ImageFormat FORMAT = new ImageFormat(CODEC);

  @TempDir Path folder;

  @Test
  void designsAndStatesAreInverse() {
    List<String> designs =
        List.of(Png.text(Pictures.noise(SHAPE, 1)), Png.text(Pictures.noise(SHAPE, 2)));
    Latents states = CODEC.encode(designs);
    assertEquals(designs, CODEC.decode(states));
    // beyond the range there is no brighter and no darker
    float[] wide = new float[SHAPE.numbers()];
    wide[0] = 7;
    wide[1] = -7;
    Image cut = CODEC.image(CODEC.decode(Latents.of(wide, SHAPE)).get(0));
    assertEquals(255, cut.at(0, 0, 0));
    assertEquals(0, cut.at(0, 0, 1));
    assertEquals(128, cut.at(0, 0, 2));
  }

  @Test
  void everyDesignIsAFileAndAllAreOnOneSheet() throws IOException {
    List<String> designs = List.of(Png.text(Pictures.noise(SHAPE, 1)), text(9), text(200));
    List<Path> files =
        FORMAT.write(folder, List.of("design-00000 score=1", "design-00001", "d"), designs);
    assertEquals(
        List.of("design-00000.png", "design-00001.png", "d.png", "contact-sheet.png"),
        files.stream().map(f -> f.getFileName().toString()).toList());
    assertEquals(Pictures.noise(SHAPE, 1), Image.of(ImageIO.read(files.get(0).toFile()), 3));
    Image sheet = Image.of(ImageIO.read(files.get(3).toFile()), 3);
    assertEquals(new Shape(3, 2 * 18 + 2, 2 * 18 + 2), sheet.shape());
    assertEquals(9, sheet.at(0, 5, 25));
    assertEquals(200, sheet.at(2, 25, 5));
    assertEquals(255, sheet.at(1, 25, 25), "nothing stands there");
  }

  @Test
  void aTrajectoryIsAnAnimationAndAStrip() throws IOException {
    List<Path> files = FORMAT.trajectory(folder, "t", List.of(text(0), text(99), text(255)));
    try (ImageInputStream in = ImageIO.createImageInputStream(files.get(0).toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("gif");
      ImageReader reader = readers.next();
      reader.setInput(in);
      assertEquals(3, reader.getNumImages(true));
      assertEquals(24, reader.getWidth(2));
      reader.dispose();
    }
    assertTrue(Files.size(files.get(1)) > 0);
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> FORMAT.parse(Png.text(Pictures.plain(new Shape(3, 4, 5), 0))))
            .getMessage();
    assertEquals("the image has 5 x 4 pixels; the model makes and reads 4 x 4", said);
  }

  private static String text(int brightness) {
    return Png.text(Pictures.plain(SHAPE, brightness));
  }
}
