package dev.lodestar.image.recipe;

import dev.lodestar.torch.ImageClassifier;
import java.util.List;

/** A classifier of photographs whose features compare sets of them. */
public final class CifarClassifierRecipe extends ClassifierRecipe {
  public CifarClassifierRecipe() {
    super(
        ImageSource.CIFAR,
        new ImageClassifier.Config(3, 32, 2, 10, List.of(48, 96, 128), 16),
        true,
        1500);
  }
}
