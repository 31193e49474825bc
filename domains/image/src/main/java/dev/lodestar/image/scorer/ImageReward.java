package dev.lodestar.image.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.image.Image;
import dev.lodestar.image.Png;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A scorer that is a formula of the image, read as colour. Text that is no image is infeasible,
 * with the reader's sentence.
 *
 * @param identity name and settings; equal identities are equal formulas
 * @param formula score of one image; shared by threads
 */
public record ImageReward(String identity, ToDoubleFunction<Image> formula)
    implements Reward<String> {
  private static final int COLOURS = 3;

  @Override
  public List<Score> score(List<String> designs) {
    return designs.stream().map(this::score).toList();
  }

  private Score score(String design) {
    Image image;
    try {
      image = Png.parse(design, COLOURS);
    } catch (IllegalArgumentException e) {
      return new Score.Infeasible(e.getMessage());
    }
    return Score.of(formula.applyAsDouble(image));
  }
}
