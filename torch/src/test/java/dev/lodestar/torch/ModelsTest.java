package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models survive their files, scoring never drops units, memory stays flat, closing is safe. */
class ModelsTest {
  private static final CnnDenoiser.Config SMALL = new CnnDenoiser.Config(4, 8, 3, List.of(1, 2));

  @TempDir Path dir;

  private static int[] states(int rows, int length) {
    return new SplittableRandom(3).ints((long) rows * length, 0, 5).toArray();
  }

  private static NeuralRegressor dropping(RegressorConfig config) {
    ParameterLayout layout = RegressorNet.of(config).layout();
    return NeuralRegressor.of(
        config, new ParameterSet(layout, layout.initial(1)), new Scaling(2, 3));
  }

  private static final List<RegressorConfig> REGRESSORS =
      List.of(
          new ConvGruRegressor.Config(4, 8, 5, 3, 2, 0.9),
          new CnnRegressor.Config(4, 20, 8, 3, 2, 16, 0.9));

  @Test
  void denoiserSurvivesItsFile() throws Exception {
    Path file = dir.resolve("d.safetensors");
    int[] x = states(3, 12);
    try (CnnDenoiser net = CnnDenoiser.untrained(SMALL, 1)) {
      net.save(file, Map.of("card", "a test"));
      try (CnnDenoiser back = CnnDenoiser.load(file)) {
        assertEquals(SMALL, back.config());
        assertArrayEquals(net.logits(x, 3, 12, 0), back.logits(x, 3, 12, 0));
      }
    }
    assertEquals("a test", SafeTensors.read(file).metadata().get("card"));
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> CnnRegressor.load(file));
    assertTrue(e.getMessage().contains("holds a 'cnn-denoiser'"), e.getMessage());
  }

  @Test
  void regressorsSurviveTheirFilesAndNeverDropUnitsInScoring() throws Exception {
    int[] x = states(4, 20);
    for (RegressorConfig config : REGRESSORS) {
      Path file = dir.resolve("r.safetensors");
      try (NeuralRegressor net = dropping(config)) {
        net.save(file, Map.of());
        try (NeuralRegressor back = NeuralRegressor.load(file)) {
          double[] scores = net.score(x, 4, 20);
          assertArrayEquals(scores, net.score(x, 4, 20));
          assertArrayEquals(scores, back.score(x, 4, 20));
          assertEquals(config, back.config());
        }
      }
    }
  }

  @Test
  void probabilitiesThatAreCertainAreTokens() {
    int rows = 2;
    int length = 15;
    int[] x = states(rows, length);
    float[] p = new float[rows * length * 4];
    for (int i = 0; i < x.length; i++) {
      x[i] %= 4;
      p[4 * i + x[i]] = 1;
    }
    for (RegressorConfig config : REGRESSORS) {
      try (NeuralRegressor net = dropping(config)) {
        assertArrayEquals(net.score(x, rows, length), net.scoreProbabilities(p, rows, length));
      }
    }
  }

  @Test
  void aPlainProgramPredictsTheSame() {
    int rows = 5;
    int length = 18;
    int[] x = states(rows, length);
    float[] p = new float[rows * length * 4];
    for (int i = 0; i < x.length; i++) {
      x[i] %= 4;
      p[4 * i + x[i]] = 1;
    }
    for (RegressorConfig config : REGRESSORS) {
      try (NeuralRegressor net = dropping(config)) {
        TokenRegressor plain = net.plain();
        assertArrayEquals(net.score(x, rows, length), plain.score(x, rows, length), 1e-5);
        assertArrayEquals(
            plain.score(x, rows, length), plain.scoreProbabilities(p, rows, length), 1e-5);
      }
    }
  }

  /** Else the winner of an arg-max would be up to a row's place. */
  @Test
  void aPlainProgramPredictsTheSameInEveryRow() {
    int length = 60;
    int[] one = states(1, length);
    try (NeuralRegressor net = dropping(ConvGruRegressor.Config.published())) {
      for (int rows : new int[] {8, 16, 33}) {
        int[] x = new int[rows * length];
        for (int r = 0; r < rows; r++) {
          System.arraycopy(one, 0, x, r * length, length);
        }
        double[] scores = net.plain().score(x, rows, length);
        assertEquals(1, Arrays.stream(scores).distinct().count(), rows + " rows");
      }
    }
  }

  @Test
  void badTokensAreNamed() {
    try (CnnDenoiser net = CnnDenoiser.untrained(SMALL, 1)) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> net.logits(new int[] {0, 9, 1}, 1, 3, 0));
      assertTrue(e.getMessage().contains("Token 9 at position 1"), e.getMessage());
    }
  }

  @Test
  void closingTwiceIsSafeAndUseAfterIsRefused() {
    CnnDenoiser net = CnnDenoiser.untrained(SMALL, 1);
    net.logits(states(1, 6), 1, 6, 0);
    net.close();
    net.close();
    assertThrows(IllegalStateException.class, () -> net.logits(states(1, 6), 1, 6, 0));
    NeuralRegressor scorer = dropping(REGRESSORS.get(0));
    scorer.close();
    scorer.close();
    assertThrows(IllegalStateException.class, () -> scorer.score(states(1, 6), 1, 6));
  }

  @Test
  void tenThousandForwardsLeaveNativeMemoryFlat() {
    int rows = 12;
    int length = 30;
    int[] x = states(rows, length);
    try (CnnDenoiser net = CnnDenoiser.untrained(SMALL, 1);
        NeuralRegressor score = dropping(new CnnRegressor.Config(4, length, 8, 3, 1, 8, 0))) {
      DpsGuide guide = new DpsGuide(net, score);
      for (int i = 0; i < 500; i++) {
        net.logits(x, rows, length, 0);
        guide.at(x, rows, length, 0.5);
      }
      long pointers = Pointer.totalBytes();
      long before = Pointer.physicalBytes();
      for (int i = 0; i < 9000; i++) {
        net.logits(x, rows, length, 0);
      }
      for (int i = 0; i < 1000; i++) {
        guide.at(x, rows, length, 0.5);
      }
      assertTrue(Pointer.totalBytes() <= pointers + (1 << 20), "JavaCPP pointers pile up");
      // The heap's own pages may be touched for the first time in this while, so they do not count.
      long heap = Runtime.getRuntime().totalMemory();
      long grown = Pointer.physicalBytes() - before - heap;
      assertTrue(grown < 100L << 20, "native memory grew by " + (grown >> 20) + " MiB");
    }
  }
}
