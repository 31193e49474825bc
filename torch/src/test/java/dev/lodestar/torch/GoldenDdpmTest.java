package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.Thresholding;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A third party's diffusion of MNIST: its answers, and samples by the project's own process. */
class GoldenDdpmTest {
  private static final double TOLERANCE = 1e-3;
  private static final int STEPS = 25;
  private static final int SAMPLES = 4;

  @ParameterizedTest
  @ValueSource(ints = {20, 300, 999})
  void theNoiseIsThatOfTheReference(int time) throws IOException {
    SafeTensors golden = Golden.read("ddpm_mnist_forward.safetensors");
    PublicDdpm network = PublicDdpm.load(Golden.weights("ddpm_mnist.safetensors"));
    Latents z = Latents.of(golden.get("t" + time + ".z").floats(), network.shape());
    float[] noise = network.predict(z, network.schedule().at(time));
    float[] expected = golden.get("t" + time + ".eps").floats();
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], noise[k], TOLERANCE);
    }
  }

  @Test
  void itSamplesStrokesOnBlack() throws IOException {
    PublicDdpm network = PublicDdpm.load(Golden.weights("ddpm_mnist.safetensors"));
    GaussianProcess process =
        new GaussianProcess(
            network,
            new Spacing.Trailing().levels(network.schedule(), STEPS),
            Denoising.by(new Ancestral()).thresholded(new Thresholding.Static(0.5)),
            new Meter(Budget.unlimited()));
    Latents x = process.prior(Draws.of(Streams.of(7), 0, SAMPLES, STEPS));
    for (int step = STEPS; step > 0; step--) {
      Outlook<Latents> outlook = process.look(x, step);
      x = outlook.propose(Draws.of(Streams.of(7), 0, SAMPLES, step), 1);
    }
    for (int i = 0; i < SAMPLES; i++) {
      int black = 0;
      int white = 0;
      for (float v : x.row(i)) {
        black += v < -0.4 ? 1 : 0;
        white += v > 0.2 ? 1 : 0;
      }
      // digits: 81 % of MNIST's pixels are black, a tenth is bright
      assertTrue(black > 0.55 * 784 && white > 0.02 * 784, black + " black, " + white + " white");
    }
  }
}
