package dev.lodestar.image.recipe;

import dev.lodestar.torch.UNetConfig;
import java.util.List;

/** The diffusion of {@code cifar-compress}. */
public final class CifarUNetRecipe extends UNetRecipe {
  public CifarUNetRecipe() {
    super(ImageSource.CIFAR, new UNetConfig(3, 32, 2, 10, List.of(48, 96), 1, 1, 4, 16, 128), 8000);
  }
}
