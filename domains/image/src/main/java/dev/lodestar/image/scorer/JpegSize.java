package dev.lodestar.image.scorer;

import dev.lodestar.core.task.ScorerProvider.Setting;
import dev.lodestar.image.Image;
import dev.lodestar.image.ImageSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The size of an image as a JPEG file, in kB of 1000 bytes, as Java's own encoder writes it with
 * its usual tables. About 0.6 kB of it are those tables, whatever the image.
 *
 * <p>Source: Black et al. (DDPO, 2305.13301), section 5.1: negative size for compressibility, size
 * for incompressibility; SVDD (2408.08252), section 7.1.
 */
public final class JpegSize {
  /** The quality of the papers. */
  public static final int QUALITY = 95;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("quality", "whole number", false, "JPEG quality, 1 to 100; 95 if not given"));

  private JpegSize() {}

  /** Minus the size: higher is smaller. */
  public static final class Compressibility extends ImageScorer {
    @Override
    public String kind() {
      return "jpeg-compressibility";
    }

    @Override
    public String summary() {
      return "minus the size as a JPEG file, kB; higher is simpler";
    }

    @Override
    public String source() {
      return "Black et al. 2023 (2305.13301)";
    }

    @Override
    public List<Setting> settings() {
      return SETTINGS;
    }

    @Override
    ToDoubleFunction<Image> formula(ImageSettings settings) {
      int quality = quality(settings);
      return image -> -kilobytes(image, quality);
    }
  }

  /** The size: higher is larger. */
  public static final class Incompressibility extends ImageScorer {
    @Override
    public String kind() {
      return "jpeg-incompressibility";
    }

    @Override
    public String summary() {
      return "size as a JPEG file, kB; higher is richer in detail, or noisier";
    }

    @Override
    public String source() {
      return "Black et al. 2023 (2305.13301)";
    }

    @Override
    public List<Setting> settings() {
      return SETTINGS;
    }

    @Override
    ToDoubleFunction<Image> formula(ImageSettings settings) {
      int quality = quality(settings);
      return image -> kilobytes(image, quality);
    }
  }

  private static int quality(ImageSettings settings) {
    return settings.whole("quality", 1, 100, QUALITY);
  }

  /** Size of the file in kB. */
  public static double kilobytes(Image image, int quality) {
    BufferedImage drawn = image.drawn();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality / 100f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(drawn, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is no file", e);
    } finally {
      writer.dispose();
    }
    return bytes.size() / 1000.0;
  }
}
