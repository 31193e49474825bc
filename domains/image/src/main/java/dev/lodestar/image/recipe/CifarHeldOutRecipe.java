package dev.lodestar.image.recipe;

import dev.lodestar.torch.ImageClassifier;
import java.util.List;

/** The classifier that judges {@code cifar-compress}. */
public final class CifarHeldOutRecipe extends ClassifierRecipe {
  public CifarHeldOutRecipe() {
    super(
        ImageSource.CIFAR,
        new ImageClassifier.Config(3, 32, 2, 10, List.of(48, 96, 112), 16),
        false,
        1500);
  }
}
