package dev.lodestar.image.data;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.torch.LabelledImages;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Images and labels in the IDX format of MNIST: two zero bytes, the type (8: unsigned byte), the
 * number of dimensions, their sizes as big-endian ints, and the bytes; gzipped or not.
 *
 * <p>Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
 */
public final class IdxFile {
  private static final int UNSIGNED_BYTE = 8;

  /** More than this in one file is taken for a broken header. */
  private static final long LARGEST = 1L << 30;

  private IdxFile() {}

  /** Values and their sizes. */
  private record Values(int[] sizes, byte[] bytes) {}

  /**
   * Grey images and their labels.
   *
   * @throws IOException with a sentence naming the file where it does not hold what it should
   */
  public static LabelledImages read(Path images, Path labels) throws IOException {
    Values pixels = values(images, 3, "images");
    Values classes = values(labels, 1, "labels");
    int count = pixels.sizes[0];
    if (classes.sizes[0] != count) {
      throw new IOException(
          "%s holds %d images and %s %d labels; they belong to different sets"
              .formatted(images, count, labels, classes.sizes[0]));
    }
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> classes.bytes[i] & 0xff);
    return new LabelledImages(
        pixels.bytes, new Shape(1, pixels.sizes[1], pixels.sizes[2]), numbers);
  }

  private static Values values(Path file, int dimensions, String what) throws IOException {
    try (DataInputStream in = new DataInputStream(open(file))) {
      int magic = in.readInt();
      if (magic != (UNSIGNED_BYTE << 8 | dimensions)) {
        throw new IOException(
            "%s is no IDX file of %s: it begins with 0x%08x, not 0x%08x"
                .formatted(file, what, magic, UNSIGNED_BYTE << 8 | dimensions));
      }
      int[] sizes = new int[dimensions];
      long total = 1;
      for (int d = 0; d < dimensions; d++) {
        sizes[d] = in.readInt();
        total = sizes[d] < 1 || total > LARGEST / sizes[d] ? -1 : total * sizes[d];
        if (total < 0) {
          throw new IOException(
              "%s says that its %s are of size %d in dimension %d, which cannot be"
                  .formatted(file, what, sizes[d], d + 1));
        }
      }
      byte[] bytes = in.readNBytes((int) total);
      if (bytes.length < total || in.read() >= 0) {
        throw new IOException(
            "%s announces %d bytes of %s and holds %s"
                .formatted(
                    file, total, what, bytes.length < total ? "only " + bytes.length : "more"));
      }
      return new Values(sizes, bytes);
    } catch (EOFException | ZipException e) {
      throw new IOException(file + " is cut off or damaged: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file);
    }
    byte[] raw = Files.readAllBytes(file);
    InputStream in = new ByteArrayInputStream(raw);
    boolean zipped = raw.length > 1 && (raw[0] & 0xff) == 0x1f && (raw[1] & 0xff) == 0x8b;
    return zipped ? new GZIPInputStream(in) : in;
  }
}
