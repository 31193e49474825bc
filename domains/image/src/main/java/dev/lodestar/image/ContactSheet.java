package dev.lodestar.image;

import dev.lodestar.core.gaussian.Shape;
import java.util.Arrays;
import java.util.List;

/** Many images in one, row by row, large enough to look at. */
public final class ContactSheet {
  private static final int GAP = 2;
  private static final int WHITE = 255;

  /** Pixels of a sheet's side that are worth filling. */
  private static final int SIDE = 900;

  private static final int LARGEST_ZOOM = 4;

  private ContactSheet() {}

  /** About as many rows as columns. */
  public static Image of(List<Image> images) {
    return of(images, (int) Math.ceil(Math.sqrt(images.size())));
  }

  /**
   * A sheet of a given number of columns; images of one size, at least one.
   *
   * @param columns images side by side
   */
  public static Image of(List<Image> images, int columns) {
    Shape shape = images.get(0).shape();
    int rows = (images.size() + columns - 1) / columns;
    int zoom = Math.max(1, Math.min(LARGEST_ZOOM, SIDE / (Math.max(1, columns) * shape.width())));
    int high = zoom * shape.height() + GAP;
    int wide = zoom * shape.width() + GAP;
    Shape sheet = new Shape(shape.channels(), rows * high + GAP, columns * wide + GAP);
    byte[] out = new byte[sheet.numbers()];
    Arrays.fill(out, (byte) WHITE);
    for (int i = 0; i < images.size(); i++) {
      int top = GAP + i / columns * high;
      int left = GAP + i % columns * wide;
      for (int c = 0; c < shape.channels(); c++) {
        for (int y = 0; y < zoom * shape.height(); y++) {
          for (int x = 0; x < zoom * shape.width(); x++) {
            out[(c * sheet.height() + top + y) * sheet.width() + left + x] =
                (byte) images.get(i).at(c, y / zoom, x / zoom);
          }
        }
      }
    }
    return new Image(sheet, out);
  }
}
