package dev.lodestar.image.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.image.Image;
import dev.lodestar.image.ImageSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A scorer of images that is a formula. */
abstract class ImageScorer implements ScorerProvider {
  /** Part of every identity: definitions change with it. */
  private static final String VERSION = " image-1";

  @Override
  public final Reward<String> create(Map<String, Object> settings) {
    ToDoubleFunction<Image> formula = formula(new ImageSettings(kind(), settings));
    return new ImageReward(kind() + new TreeMap<>(settings) + VERSION, formula);
  }

  /** The formula of some settings. */
  abstract ToDoubleFunction<Image> formula(ImageSettings settings);
}
