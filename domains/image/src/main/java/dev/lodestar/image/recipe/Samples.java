package dev.lodestar.image.recipe;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.image.ContactSheet;
import dev.lodestar.image.Image;
import dev.lodestar.image.sampling.ImageSamplers;
import java.util.List;
import java.util.stream.IntStream;

/** Unguided samples of a diffusion. */
final class Samples {
  static final int STEPS = 50;

  private static final int SHOWN = 100;

  private Samples() {}

  /** Samples told class 0, 1, 2, … in turn. */
  static Latents byClass(GaussianDenoiser network, int count, long seed) {
    Meter meter = new Meter(Budget.unlimited());
    GaussianProcess process =
        ImageSamplers.usual(network, STEPS, d -> (int) (d % network.conditions()), meter);
    Streams streams = Streams.of(seed);
    Latents x = process.prior(Draws.of(streams, 0, count, STEPS));
    for (int step = STEPS; step > 0; step--) {
      x = process.look(x, step).propose(Draws.of(streams, 0, count, step), 1);
    }
    return x;
  }

  /** The first hundred of them in rows of ten. */
  static Image sheet(Latents drawn) {
    List<Image> images =
        IntStream.range(0, Math.min(SHOWN, drawn.size()))
            .mapToObj(i -> Image.of(drawn.shape(), drawn.data(), i * drawn.shape().numbers()))
            .toList();
    return ContactSheet.of(images, 10);
  }
}
