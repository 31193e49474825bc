package dev.lodestar.image.recipe;

import dev.lodestar.torch.ImageClassifier;
import java.util.List;

/** The classifier that guides {@code mnist-class}. */
public final class MnistClassifierRecipe extends ClassifierRecipe {
  public MnistClassifierRecipe() {
    super(
        ImageSource.MNIST,
        new ImageClassifier.Config(1, 28, 2, 10, List.of(16, 32, 64), 16),
        true,
        600);
  }
}
