package dev.lodestar.image.data;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.torch.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;

/**
 * Colour images in a zip of JPEG files, {@code split/class/name.jpg}; classes are numbered in
 * alphabetical order.
 *
 * @param file the zip
 * @param side pixels a side of every image
 */
public record JpegArchive(Path file, int side) {
  private static final int COLOURS = 3;

  /** No file of a small picture is larger. */
  private static final long LARGEST = 1 << 20;

  /**
   * The images of a split in the order of their names.
   *
   * @throws IOException with a sentence naming archive and entry where one is not as it should be
   */
  public LabelledImages read(String split) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = new ArrayList<>();
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.startsWith(split + "/") && name.endsWith(".jpg")) {
          names.add(name);
        }
      }
      if (names.isEmpty()) {
        throw new IOException("%s has no entry %s/CLASS/NAME.jpg".formatted(file, split));
      }
      Collections.sort(names);
      List<String> classes = classes(names);
      ByteArrayOutputStream pixels =
          new ByteArrayOutputStream(names.size() * COLOURS * side * side);
      int[] labels = new int[names.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = classes.indexOf(className(names.get(i)));
        pixels.writeBytes(pixels(zip, names.get(i)));
      }
      return new LabelledImages(pixels.toByteArray(), new Shape(COLOURS, side, side), labels);
    }
  }

  private List<String> classes(List<String> names) throws IOException {
    TreeSet<String> out = new TreeSet<>();
    for (String name : names) {
      if (name.split("/").length != 3) {
        throw new IOException(
            "%s: the entry %s is not of the form SPLIT/CLASS/NAME.jpg".formatted(file, name));
      }
      out.add(className(name));
    }
    return List.copyOf(out);
  }

  private static String className(String name) {
    return name.split("/")[1];
  }

  /** Red, green and blue, plane by plane. */
  private byte[] pixels(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry.getSize() > LARGEST) {
      throw new IOException(
          "%s: the entry %s has %d bytes, too many for a picture of %d x %d"
              .formatted(file, name, entry.getSize(), side, side));
    }
    BufferedImage image;
    try {
      image = ImageIO.read(new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes()));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s: the entry %s cannot be read: %s".formatted(file, name, e.getMessage()), e);
    }
    if (image == null) {
      throw new IOException("%s: the entry %s is no JPEG image".formatted(file, name));
    }
    if (image.getWidth() != side || image.getHeight() != side) {
      throw new IOException(
          "%s: the entry %s has %d x %d pixels, not %d x %d"
              .formatted(file, name, image.getWidth(), image.getHeight(), side, side));
    }
    byte[] out = new byte[COLOURS * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int rgb = image.getRGB(x, y);
        for (int c = 0; c < COLOURS; c++) {
          out[(c * side + y) * side + x] = (byte) (rgb >> (16 - 8 * c));
        }
      }
    }
    return out;
  }
}
