package dev.lodestar.image.recipe;

import dev.lodestar.torch.ImageClassifier;
import java.util.List;

/** The classifier that judges {@code mnist-class}. */
public final class MnistHeldOutRecipe extends ClassifierRecipe {
  public MnistHeldOutRecipe() {
    super(
        ImageSource.MNIST,
        new ImageClassifier.Config(1, 28, 2, 10, List.of(16, 32, 48), 16),
        false,
        600);
  }
}
