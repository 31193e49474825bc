package dev.lodestar.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Images as PNG, and PNG as one line of text: a data URI, which every browser shows and every
 * scorer outside can decode.
 *
 * <p>The bytes are not compressed, so that an image has one text on every machine; it is its key in
 * a run's ledger. Source: the PNG specification (W3C), and RFC 1950, RFC 1951, RFC 2397.
 */
public final class Png {
  private static final String PREFIX = "data:image/png;base64,";
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Most bytes of a stored block of DEFLATE. */
  private static final int BLOCK = 65_535;

  /** No side of a design is longer. */
  private static final int LONGEST = 4096;

  private Png() {}

  /** The one text of an image. */
  public static String text(Image image) {
    return PREFIX + Base64.getEncoder().encodeToString(bytes(image));
  }

  /**
   * The image of a text.
   *
   * @param channels 1 to read it as grey, 3 as colour
   * @throws IllegalArgumentException with a sentence where it is none
   */
  public static Image parse(String text, int channels) {
    if (!text.startsWith(PREFIX)) {
      String start = text.substring(0, Math.min(24, text.length()));
      throw new IllegalArgumentException(
          "an image is written as a data URI that begins with '%s', not with '%s'."
              .formatted(PREFIX, start));
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()).strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the data URI is not in base 64: " + e.getMessage(), e);
    }
    return Image.of(read(bytes), channels);
  }

  private static BufferedImage read(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        // the header alone: nothing is allocated for a picture that claims to be huge
        if (reader.getWidth(0) > LONGEST || reader.getHeight(0) > LONGEST) {
          throw new IllegalArgumentException(
              "the image has %d x %d pixels; no design has a side above %d"
                  .formatted(reader.getWidth(0), reader.getHeight(0), LONGEST));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the data are no PNG image: " + e.getMessage(), e);
    }
  }

  /** Writes a file that is compressed, as large pictures for people should be. */
  public static void write(Image image, Path file) throws IOException {
    ImageIO.write(image.drawn(), "png", file.toFile());
  }

  /** A PNG file. */
  public static byte[] bytes(Image image) {
    int height = image.shape().height();
    int width = image.shape().width();
    int channels = image.shape().channels();
    byte[] lines = new byte[height * (1 + width * channels)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      at++; // the line's filter: none
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          lines[at++] = (byte) image.at(c, y, x);
        }
      }
    }
    try {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream h = new DataOutputStream(header);
      h.writeInt(width);
      h.writeInt(height);
      h.writeByte(8);
      h.writeByte(channels == 1 ? 0 : 2);
      h.write(new byte[3]);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DataOutputStream file = new DataOutputStream(out);
      file.write(SIGNATURE);
      chunk(file, "IHDR", header.toByteArray());
      chunk(file, "IDAT", stored(lines));
      chunk(file, "IEND", new byte[0]);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is no file", e);
    }
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }

  /** A zlib stream of stored blocks. */
  private static byte[] stored(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream zlib = new DataOutputStream(out);
    zlib.writeShort(0x7801);
    for (int from = 0; from < data.length; from += BLOCK) {
      int count = Math.min(BLOCK, data.length - from);
      zlib.writeByte(from + count == data.length ? 1 : 0);
      zlib.writeShort(Short.reverseBytes((short) count));
      zlib.writeShort(Short.reverseBytes((short) ~count));
      zlib.write(data, from, count);
    }
    Adler32 sum = new Adler32();
    sum.update(data);
    zlib.writeInt((int) sum.getValue());
    return out.toByteArray();
  }
}
