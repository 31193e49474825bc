package dev.lodestar.image.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.torch.LabelledImages;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  @TempDir Path folder;

  private Path write(String name, boolean zipped, int[] header, byte... bytes) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(zipped ? new GZIPOutputStream(raw) : raw);
    for (int h : header) {
      out.writeInt(h);
    }
    out.write(bytes);
    out.close();
    return Files.write(folder.resolve(name), raw.toByteArray());
  }

  @Test
  void imagesAndLabelsAreRead() throws IOException {
    byte[] pixels = new byte[12];
    pixels[7] = (byte) 200;
    Path images = write("i", true, new int[] {0x803, 2, 2, 3}, pixels);
    Path labels = write("l", false, new int[] {0x801, 2}, (byte) 4, (byte) 9);
    LabelledImages read = IdxFile.read(images, labels);
    assertEquals(new Shape(1, 2, 3), read.shape());
    assertArrayEquals(new int[] {4, 9}, read.labels());
    assertArrayEquals(new float[] {-1, 200 / 127.5f - 1, -1, -1, -1, -1}, read.image(1), 1e-6f);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    Path images = write("i", true, new int[] {0x803, 2, 2, 2}, new byte[8]);
    Path labels = write("l", true, new int[] {0x801, 3}, new byte[3]);
    refused(images, labels, "holds 2 images", "3 labels");
    refused(labels, labels, "no IDX file of images", "0x00000801");
    refused(write("s", false, new int[] {0x803, 2, 2, 2}, new byte[7]), labels, "only 7");
    refused(write("m", false, new int[] {0x803, 2, 2, 2}, new byte[9]), labels, "holds more");
    refused(write("n", false, new int[] {0x803, 2, -2, 2}), labels, "size -2 in dimension 2");
    refused(write("h", false, new int[] {0x803, 1 << 20, 1 << 20, 1 << 20}), labels, "cannot be");
    refused(folder.resolve("none"), labels, "There is no file");
    byte[] cut = Files.readAllBytes(images);
    Path damaged = Files.write(folder.resolve("c"), Arrays.copyOf(cut, cut.length / 2));
    refused(damaged, labels, "cut off or damaged");
  }

  private static void refused(Path images, Path labels, String... parts) {
    String said = assertThrows(IOException.class, () -> IdxFile.read(images, labels)).getMessage();
    for (String part : parts) {
      assertTrue(said.contains(part) && said.contains(images.toString()), said);
    }
  }
}
