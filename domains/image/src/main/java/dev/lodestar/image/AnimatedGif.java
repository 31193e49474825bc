package dev.lodestar.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Images one after the other, as an animated GIF that begins anew after its last. */
final class AnimatedGif {
  private static final int ZOOM = 6;
  private static final String STREAM = "javax_imageio_gif_image_1.0";

  /** Hundredths of a second an image is shown, and the last one. */
  private static final int DELAY = 8;

  private static final int LAST = 150;

  private AnimatedGif() {}

  /** Writes images of one size, at least one, to a new file. */
  static void write(Path file, List<Image> images) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      if (out == null) {
        throw new IOException(file + " cannot be written");
      }
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < images.size(); i++) {
        BufferedImage large = large(images.get(i).drawn());
        IIOMetadata about =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(large), writer.getDefaultWriteParam());
        describe(about, i == images.size() - 1 ? LAST : DELAY, i == 0);
        writer.writeToSequence(new IIOImage(large, null, about), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage large(BufferedImage image) {
    int width = ZOOM * image.getWidth();
    int height = ZOOM * image.getHeight();
    BufferedImage out = new BufferedImage(width, height, image.getType());
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return out;
  }

  private static void describe(IIOMetadata about, int delay, boolean first) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) about.getAsTree(STREAM);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    if (first) {
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0});
      child(root, "ApplicationExtensions").appendChild(loop);
    }
    about.setFromTree(STREAM, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    if (root.getElementsByTagName(name).getLength() > 0) {
      return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }
    IIOMetadataNode out = new IIOMetadataNode(name);
    root.appendChild(out);
    return out;
  }
}
