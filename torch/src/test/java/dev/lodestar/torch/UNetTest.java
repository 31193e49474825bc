package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UNetTest {
  private static final NoiseLevel LEVEL = NoiseLevel.preserving(500, 0.4);

  static UNetConfig small() {
    return new UNetConfig(2, 8, 2, 3, List.of(8, 16), 1, 1, 2, 8, 16);
  }

  /** A network all of whose parameters matter: none is at its zero start. */
  static UNet network() {
    ParameterLayout layout = small().layout();
    SplittableRandom random = new SplittableRandom(3);
    float[] values = layout.initial(1);
    for (int k = 0; k < values.length; k++) {
      values[k] += (float) (0.1 * random.nextGaussian());
    }
    return new UNet(small(), new ParameterSet(layout, values));
  }

  static Latents states(int rows, int... told) {
    SplittableRandom random = new SplittableRandom(5);
    float[] x = new float[rows * small().pixels()];
    for (int k = 0; k < x.length; k++) {
      x[k] = (float) random.nextGaussian();
    }
    int[] conditions = new int[rows];
    Arrays.setAll(conditions, r -> r < told.length ? told[r] : Latents.NONE);
    return new Latents(x, small().shape(), conditions);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowsAnswerIsItsOwn(boolean half) {
    try (UNet single = network()) {
      UNet network = half ? single.halved() : single;
      Latents all = states(37, 0, 1, 2);
      float[] together = network.predict(all, LEVEL);
      for (int r : new int[] {0, 2, 36}) {
        float[] alone = network.predict(all.select(new int[] {r}), LEVEL);
        int n = alone.length;
        assertArrayEquals(Arrays.copyOfRange(together, r * n, (r + 1) * n), alone);
      }
    }
  }

  @Test
  void halfPrecisionIsNear() {
    try (UNet network = network()) {
      Latents x = states(5);
      float[] exact = network.predict(x, LEVEL);
      float[] half = network.halved().predict(x, LEVEL);
      double size = 0;
      double off = 0;
      for (int k = 0; k < exact.length; k++) {
        size += exact[k] * exact[k];
        off += (exact[k] - half[k]) * (exact[k] - half[k]);
      }
      assertTrue(off > 0 && off < 4e-4 * size, off + " of " + size);
    }
  }

  @Test
  void classAndNoiseLevelMatter() {
    try (UNet network = network()) {
      float[] nothing = network.predict(states(1), LEVEL);
      assertFalse(Arrays.equals(nothing, network.predict(states(1, 0), LEVEL)));
      assertFalse(
          Arrays.equals(nothing, network.predict(states(1), NoiseLevel.preserving(500, 0.6))));
      // what is told is the angle, not the name of the time
      assertArrayEquals(nothing, network.predict(states(1), NoiseLevel.preserving(3, 0.4)));
    }
  }

  @Test
  void thePullbackIsTheTransposedJacobian() {
    try (UNet network = network()) {
      Latents x = states(19, 1);
      float[] c = states(19).data().clone();
      for (int k = 0; k < c.length; k++) {
        c[k] = (float) Math.cos(k);
      }
      float[] pulled = network.pullback(x, LEVEL, c);
      SplittableRandom random = new SplittableRandom(9);
      for (int row : new int[] {0, 18}) {
        int n = small().pixels();
        float[] up = x.data().clone();
        float[] down = x.data().clone();
        double slope = 0;
        for (int k = row * n; k < (row + 1) * n; k++) {
          float way = (float) (2e-3 * random.nextGaussian());
          up[k] += way;
          down[k] -= way;
          slope += pulled[k] * (up[k] - down[k]);
        }
        float[] high = network.predict(x.holding(up), LEVEL);
        float[] low = network.predict(x.holding(down), LEVEL);
        double change = 0;
        for (int k = row * n; k < (row + 1) * n; k++) {
          change += c[k] * (high[k] - low[k]);
        }
        assertEquals(change, slope, 0.02 * Math.abs(change) + 1e-4);
      }
    }
  }

  @Test
  void aFileBringsTheSameNetworkBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (UNet network = network()) {
      network.save(file, Map.of("note", "a"));
      try (UNet again = UNet.load(file)) {
        assertEquals(small(), again.config());
        assertArrayEquals(network.predict(states(3), LEVEL), again.predict(states(3), LEVEL));
      }
    }
    ModelFormatException wrong =
        assertThrows(ModelFormatException.class, () -> ImageClassifier.load(file));
    assertTrue(wrong.getMessage().contains("holds a 'unet'"), wrong.getMessage());
  }

  /** The file of a halved network is half as large, and the network in it computes the same. */
  @Test
  void whatIsRoundedBeforeUseMayBeStoredRounded(@TempDir Path folder) throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    Path half = folder.resolve("half.safetensors");
    Latents x = states(5, 0, 1);
    float[] c = states(7).select(new int[] {2, 3, 4, 5, 6}).data();
    try (UNet network = network()) {
      network.save(whole, Map.of());
      network.halved().save(half, Map.of());
      float[] exact = network.predict(x, LEVEL);
      try (UNet again = UNet.load(half)) {
        assertArrayEquals(
            network.halved().predict(x, LEVEL), again.halved().predict(x, LEVEL), "forwards");
        assertArrayEquals(
            network.halved().pullback(x, LEVEL, c),
            again.halved().pullback(x, LEVEL, c),
            "backwards");
        assertFalse(Arrays.equals(exact, again.predict(x, LEVEL)), "nothing was rounded");
      }
    }
    Map<String, StoredTensor> stored = SafeTensors.read(half).tensors();
    assertEquals(DType.BF16, stored.get("in.weight").type());
    assertEquals(DType.F32, stored.get("time.0.weight").type());
    assertTrue(Files.size(half) < 0.65 * Files.size(whole), Files.size(half) + " bytes");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (UNet network = network()) {
      Latents other = Latents.of(new float[12], new Shape(3, 2, 2));
      refused("takes images of 2 x 8 x 8, not 3 x 2 x 2", () -> network.predict(other, LEVEL));
      refused("no class 3; the network knows 0 to 2", () -> network.predict(states(1, 3), LEVEL));
    }
    UNetConfig plain = new UNetConfig(2, 8, 2, 0, List.of(8, 16), 1, 0, 2, 8, 16);
    try (UNet network = UNet.untrained(plain, 1)) {
      refused("knows no classes", () -> network.predict(states(1, 0), LEVEL));
    }
    refused(
        "not a multiple of 8", () -> new UNetConfig(1, 28, 2, 0, List.of(8, 8, 8), 1, 0, 2, 8, 16));
  }

  private static void refused(String sentence, org.junit.jupiter.api.function.Executable call) {
    String said = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(said.contains(sentence), said);
  }
}
