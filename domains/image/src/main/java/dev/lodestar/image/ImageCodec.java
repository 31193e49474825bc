package dev.lodestar.image;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.process.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * Between clean states, numbers from -1 to 1, and images as text.
 *
 * @param shape of every image
 */
public record ImageCodec(Shape shape) implements Codec<Latents, String> {
  @Override
  public List<String> decode(Latents clean) {
    List<String> out = new ArrayList<>(clean.size());
    for (int i = 0; i < clean.size(); i++) {
      out.add(Png.text(Image.of(shape, clean.data(), i * shape.numbers())));
    }
    return out;
  }

  @Override
  public Latents encode(List<String> designs) {
    float[] out = new float[Math.multiplyExact(designs.size(), shape.numbers())];
    int at = 0;
    for (String design : designs) {
      Image image = image(design);
      for (int k = 0; k < shape.numbers(); k++) {
        out[at++] = image.number(k);
      }
    }
    return Latents.of(out, shape);
  }

  /** A black image, as text. */
  public String blank() {
    return Png.text(new Image(shape, new byte[shape.numbers()]));
  }

  /**
   * The image of a text.
   *
   * @throws IllegalArgumentException with a sentence where it is none, or of another size
   */
  public Image image(String design) {
    Image image = Png.parse(design, shape.channels());
    if (!image.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the image has %d x %d pixels; the model makes and reads %d x %d"
              .formatted(
                  image.shape().width(), image.shape().height(), shape.width(), shape.height()));
    }
    return image;
  }
}
