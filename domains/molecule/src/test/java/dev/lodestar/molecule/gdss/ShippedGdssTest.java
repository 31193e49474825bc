package dev.lodestar.molecule.gdss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.Langevin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedGdssTest {
  private static final int SAMPLES = 40;

  /** Where nine of ten are valid, as its card says, fewer than 24 of 40 are once in a billion. */
  @Test
  void mostSamplesOfTheShippedModelNeedNoCorrection() throws Exception {
    Path weights =
        Path.of(
            System.getProperty("lodestar.root", "../.."),
            "models",
            "gdss-qm9",
            "weights.safetensors");
    try (GdssModel model = GdssModel.load(weights)) {
      Samples samples =
          Samples.draw(
              model.network(),
              model.network().config().schedule(300),
              Optional.of(Langevin.PUBLISHED),
              model.counts(),
              model.palette(),
              SAMPLES,
              7);
      assertTrue(samples.untouched() >= 0.6, "valid " + samples.untouched());
      assertTrue(samples.unique() > 0.8, "unique " + samples.unique());
    }
  }
}
