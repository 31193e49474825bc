package dev.lodestar.image.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.torch.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegArchiveTest {
  @TempDir Path folder;

  private static byte[] jpeg(int side, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < side * side; k++) {
      image.setRGB(k % side, k / side, rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  private JpegArchive archive(Map<String, byte[]> entries) throws IOException {
    Path file = Files.createTempFile(folder, "a", ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(e.getKey()));
        out.write(e.getValue());
      }
    }
    return new JpegArchive(file, 8);
  }

  @Test
  void classesAreNumberedByName() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("train/dog/0.jpg", jpeg(8, 0xff0000));
    entries.put("train/cat/1.jpg", jpeg(8, 0x0000ff));
    entries.put("train/cat/0.jpg", jpeg(8, 0x00ff00));
    entries.put("test/cat/0.jpg", jpeg(8, 0));
    LabelledImages read = archive(entries).read("train");
    assertArrayEquals(new int[] {0, 0, 1}, read.labels());
    assertEquals(1, read.image(2)[0], 0.05, "red");
    assertEquals(-1, read.image(2)[64], 0.05, "green");
    assertEquals(1, read.image(1)[128], 0.05, "blue");
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    refused(Map.of("train/cat/0.jpg", jpeg(9, 0)), "train/cat/0.jpg has 9 x 9 pixels, not 8 x 8");
    refused(Map.of("train/cat/0.jpg", new byte[20]), "train/cat/0.jpg is no JPEG image");
    refused(Map.of("test/cat/0.jpg", jpeg(8, 0)), "no entry train/CLASS/NAME.jpg");
    refused(Map.of("train/0.jpg", jpeg(8, 0)), "train/0.jpg is not of the form");
  }

  private void refused(Map<String, byte[]> entries, String part) throws IOException {
    JpegArchive archive = archive(entries);
    String said = assertThrows(IOException.class, () -> archive.read("train")).getMessage();
    assertTrue(said.contains(part) && said.contains(archive.file().toString()), said);
  }
}
