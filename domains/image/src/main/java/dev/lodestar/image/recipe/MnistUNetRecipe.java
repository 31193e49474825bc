package dev.lodestar.image.recipe;

import dev.lodestar.torch.UNetConfig;
import java.util.List;

/** The diffusion of {@code mnist-class}. */
public final class MnistUNetRecipe extends UNetRecipe {
  public MnistUNetRecipe() {
    super(ImageSource.MNIST, new UNetConfig(1, 28, 2, 10, List.of(48, 64), 1, 1, 4, 16, 128), 4000);
  }
}
