package dev.lodestar.image;

import dev.lodestar.core.task.DesignFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Images as their users see them: a PNG file each, a contact sheet of all, and a data URI in
 * tables.
 *
 * @param codec sizes
 */
public record ImageFormat(ImageCodec codec) implements DesignFormat<String> {
  /** Name of the picture of all designs. */
  public static final String SHEET = "contact-sheet.png";

  private static final int SHOWN = 96;

  /** Guesses side by side in a strip. */
  private static final int STRIP = 10;

  @Override
  public String text(String design) {
    return design;
  }

  @Override
  public String parse(String text) {
    return Png.text(codec.image(text));
  }

  @Override
  public String alphabet() {
    return "";
  }

  @Override
  public Optional<String> picture(String design) {
    return Optional.of(
        """
        <svg viewBox="0 0 %1$d %1$d" style="width:%1$dpx" role="img" aria-label="the design">\
        <image width="%1$d" height="%1$d" style="image-rendering:pixelated" href="%2$s"/></svg>"""
            .formatted(SHOWN, design));
  }

  @Override
  public List<Path> write(Path directory, List<String> names, List<String> designs)
      throws IOException {
    if (names.size() != designs.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + designs.size() + " designs");
    }
    List<Path> out = new ArrayList<>();
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      images.add(codec.image(designs.get(i)));
      // what follows the first blank is the score
      Path file = directory.resolve(names.get(i).split(" ")[0] + ".png");
      Files.write(file, Png.bytes(images.get(i)));
      out.add(file);
    }
    Path sheet = directory.resolve(SHEET);
    Png.write(ContactSheet.of(images), sheet);
    out.add(sheet);
    return out;
  }

  @Override
  public boolean draws() {
    return true;
  }

  /** The clean guesses one after the other, as an animation and side by side. */
  @Override
  public List<Path> trajectory(Path directory, String name, List<String> guesses)
      throws IOException {
    List<Image> images = guesses.stream().map(codec::image).toList();
    Path animated = directory.resolve(name + ".gif");
    AnimatedGif.write(animated, images);
    Path strip = directory.resolve(name + ".png");
    Png.write(ContactSheet.of(images, STRIP), strip);
    return List.of(animated, strip);
  }
}
