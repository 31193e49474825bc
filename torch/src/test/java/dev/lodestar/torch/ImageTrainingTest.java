package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of U-Nets and classifiers, on bars that lie or stand. */
class ImageTrainingTest {
  private static final Shape SHAPE = new Shape(1, 8, 8);
  private static final UNetConfig UNET =
      new UNetConfig(1, 8, 2, 2, List.of(16, 16), 1, 0, 2, 16, 16);
  private static final ImageClassifier.Config CLASSIFIER =
      new ImageClassifier.Config(1, 8, 2, 2, List.of(16, 16), 16);

  /** Class 0 is a bright line across, class 1 a bright column. */
  static LabelledImages bars(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * 64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(2);
      int where = 2 + random.nextInt(4);
      for (int k = 0; k < 8; k++) {
        pixels[i * 64 + (labels[i] == 0 ? where * 8 + k : k * 8 + where)] = (byte) 255;
      }
    }
    return new LabelledImages(pixels, SHAPE, labels);
  }

  @Test
  void denoisingIsLearned() {
    List<Double> held = new ArrayList<>();
    TrainingPlan plan = TrainingPlan.of(120, 32, 1).withLearningRate(3e-3);
    try (UNet trained =
        UNetTrainer.train(
            UNET,
            bars(256, 1),
            bars(64, 2),
            false,
            plan,
            120,
            p -> held.add(p.validation().orElseThrow()))) {
      assertEquals(2, trained.conditions());
    }
    // a network that says 0 everywhere is at about 0.83
    assertTrue(held.get(0) < -0.75, "" + held);
    assertTrue(held.get(held.size() - 1) > -0.55, "" + held);
  }

  @Test
  void aKilledTrainingGoesOnInTheSameBits(@TempDir Path folder) {
    TrainingPlan plan = TrainingPlan.of(6, 40, 1).withThreads(2);
    TrainingPlan kept = plan.withCheckpoint(folder.resolve("c"), 2);
    try (UNet whole = train(plan, 6);
        UNet part = train(kept, 4);
        UNet rest = train(kept.withThreads(1), 6)) {
      assertArrayEquals(whole.parameters().values(), rest.parameters().values());
      assertTrue(part.parameters().values()[0] != whole.parameters().values()[0]);
    }
  }

  private static UNet train(TrainingPlan plan, int stop) {
    return UNetTrainer.train(UNET, bars(64, 1), bars(0, 2), true, plan, stop, p -> {});
  }

  @Test
  void classesAreLearned() {
    TrainingPlan plan = TrainingPlan.of(80, 32, 1).withLearningRate(3e-3);
    List<Double> held = new ArrayList<>();
    try (ImageClassifier trained =
        ImageClassifierTrainer.train(
            CLASSIFIER,
            bars(256, 1),
            bars(64, 2),
            new ImageClassifierTrainer.Variation(true, 0.3),
            plan,
            p -> held.add(p.validation().orElseThrow()))) {
      assertTrue(held.get(held.size() - 1) > 0.95, "" + held);
      gradientsAreSlopes(trained);
    }
  }

  private static void gradientsAreSlopes(ImageClassifier network) {
    LabelledImages images = bars(18, 3);
    float[] x = new float[18 * 64];
    for (int i = 0; i < 18; i++) {
      System.arraycopy(images.image(i), 0, x, i * 64, 64);
    }
    Latents states = Latents.of(x, SHAPE);
    NoiseLevel level = NoiseLevel.preserving(0, 0.9);
    LatentGuide.Gradient at = network.towards(1).at(states, level);
    assertEquals(network.logProbabilities(states, level)[17][1], at.values()[17], 1e-5);
    for (int k : new int[] {17 * 64 + 9, 30}) {
      float[] up = x.clone();
      float[] down = x.clone();
      up[k] += 0.01f;
      down[k] -= 0.01f;
      double high = network.logProbabilities(Latents.of(up, SHAPE), level)[k / 64][1];
      double low = network.logProbabilities(Latents.of(down, SHAPE), level)[k / 64][1];
      double slope = (high - low) / 0.02;
      assertEquals(slope, at.gradient()[k], 0.05 * Math.abs(slope) + 5e-3);
    }
  }

  /** A bar's reward is 3 where it lies and -1 where it stands; in noise only the mean is left. */
  @Test
  void valuesAreMeansOfWhatStatesEndIn(@TempDir Path folder) throws Exception {
    LabelledImages bars = bars(256, 1);
    ImageValueData train = worth(bars);
    TrainingPlan plan = TrainingPlan.of(150, 32, 7).withLearningRate(3e-3);
    ImageValueNet.Config config = new ImageValueNet.Config(1, 8, 2, 2, List.of(16, 16), 16);
    Path file = folder.resolve("value.safetensors");
    List<Double> held = new ArrayList<>();
    try (ImageValueNet net =
        ImageValueTrainer.train(
            config,
            train,
            true,
            worth(bars(64, 2)),
            plan,
            p -> held.add(p.validation().orElseThrow()))) {
      net.save(file, Map.of("of", "bars"));
    }
    assertTrue(held.get(held.size() - 1) > -0.1, "of clean bars: " + held);
    try (ImageValueNet net = ImageValueNet.load(file)) {
      assertEquals("bars", net.notes().get("of"));
      double mean =
          Arrays.stream(bars.labels()).mapToDouble(l -> l == 0 ? 3 : -1).average().orElse(0);
      SplittableRandom random = new SplittableRandom(3);
      float[] noise = new float[40 * 64];
      for (int k = 0; k < noise.length; k++) {
        noise[k] = (float) random.nextGaussian();
      }
      NoiseLevel top = NoiseLevel.preserving(0, 1e-4);
      double[][] lost = net.values(Latents.of(noise, SHAPE), top);
      assertEquals(mean, Arrays.stream(lost).mapToDouble(v -> v[0]).average().orElse(0), 0.4);
      assertEquals(2, Arrays.stream(lost).mapToDouble(v -> v[1]).average().orElse(0), 0.2);
      double off = Arrays.stream(lost).mapToDouble(v -> (v[0] - mean) * (v[0] - mean)).sum();
      assertTrue(Math.sqrt(off / lost.length) < 0.8, "certain of nothing: " + off / lost.length);
      Latents two = train.states().select(new int[] {0, 1});
      NoiseLevel some = NoiseLevel.preserving(0, 0.9);
      LatentGuide.Gradient slope = net.towards(0).at(two, some);
      assertEquals(net.values(two, some)[1][0], slope.values()[1], 1e-5);
      String said = assertThrows(IllegalArgumentException.class, () -> net.towards(2)).getMessage();
      assertEquals("There is no reward 2; the value network knows 0 to 1", said);
    }
  }

  private static ImageValueData worth(LabelledImages bars) {
    float[] x = new float[bars.size() * 64];
    double[][] targets = new double[bars.size()][];
    for (int i = 0; i < bars.size(); i++) {
      System.arraycopy(bars.image(i), 0, x, i * 64, 64);
      targets[i] = new double[] {bars.labels()[i] == 0 ? 3 : -1, 2};
    }
    return new ImageValueData(
        Latents.of(x, SHAPE), Collections.nCopies(bars.size(), NoiseLevel.DATA), targets);
  }

  @Test
  void imagesThatDoNotFitAreRefused() {
    LabelledImages third = new LabelledImages(new byte[64], SHAPE, new int[] {2});
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    UNetTrainer.train(
                        UNET, third, bars(0, 1), false, TrainingPlan.of(2, 2, 1), 2, p -> {}))
            .getMessage();
    assertTrue(said.contains("class 2 for a network of 2 classes"), said);
  }
}
