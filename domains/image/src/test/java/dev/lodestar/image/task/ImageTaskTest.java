package dev.lodestar.image.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.sampling.ImageSamplers;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The tasks, with small untrained networks in place of the shipped ones. */
class ImageTaskTest {
  private static final int STEPS = 4;
  private static final int SIDE = 8;
  private static final Streams STREAMS = Streams.of(1);

  @TempDir static Path models;
  private final Meter meter = new Meter(Budget.unlimited());
  private ImageTask task;

  @BeforeEach
  void open() throws IOException {
    UNetConfig unet = new UNetConfig(1, SIDE, 2, 10, List.of(8, 8), 1, 0, 2, 8, 8);
    ImageClassifier.Config small = new ImageClassifier.Config(1, SIDE, 2, 10, List.of(8), 8);
    try (UNet a = UNet.untrained(unet, 1);
        ImageClassifier b = ImageClassifier.untrained(small, 2);
        ImageClassifier c = ImageClassifier.untrained(small, 3)) {
      a.save(ModelFolder.of(models, "mnist-unet").create().weights(), Map.of());
      b.save(ModelFolder.of(models, "mnist-classifier").create().weights(), Map.of());
      c.save(ModelFolder.of(models, "mnist-heldout").create().weights(), Map.of());
    }
    task = (ImageTask) new ImageTaskProvider.MnistClass().open(models, 1);
  }

  @AfterEach
  void close() {
    task.close();
  }

  private static Sampling usual() {
    return Sampling.of(ImageSamplers.ALL.get(0), STEPS, Map.of());
  }

  private static Latents run(ReverseProcess<Latents> process, int designs) {
    Latents x = process.prior(Draws.of(STREAMS, 0, designs, process.steps()));
    for (int step = process.steps(); step > 0; step--) {
      x = process.look(x, step).propose(Draws.of(STREAMS, 0, designs, step), 1);
    }
    return x;
  }

  @Test
  void everySamplerMakesImages() {
    for (Sampler sampler : ImageSamplers.ALL) {
      for (String spacing : List.of("even", "karras")) {
        for (String threshold : List.of("static", "dynamic", "none")) {
          Sampling how =
              Sampling.of(sampler, STEPS, Map.of("spacing", spacing, "threshold", threshold));
          Latents clean = run(task.process(how, Constraints.none(), meter), 3);
          List<String> designs = task.codec().decode(clean);
          designs.forEach(d -> assertEquals(d, task.format().parse(d)));
          task.heldOut().score(designs).forEach(s -> assertInstanceOf(Score.Value.class, s));
        }
      }
    }
  }

  @Test
  void lockedPixelsHold() {
    Constraints white = new Constraints(new TreeMap<>(Map.of(0, "255", 63, "0")));
    String design = task.codec().decode(run(task.process(usual(), white, meter), 2)).get(1);
    ImageCodec codec = (ImageCodec) task.codec();
    assertEquals(255, codec.image(design).at(0, 0, 0));
    assertEquals(0, codec.image(design).at(0, 7, 7));
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeSampling() {
    refused(
        () -> task.process(usual(), new Constraints(new TreeMap<>(Map.of(64, "1"))), meter),
        "There is no pixel 64 to lock; an image of 1 x 8 x 8 has pixels 0 to 63.");
    refused(
        () -> task.process(usual(), new Constraints(new TreeMap<>(Map.of(3, "A"))), meter),
        "Pixel 3 is locked to 'A'; a pixel is locked to a brightness from 0 to 255.");
    refused(
        () -> new ClassProbability().create(Map.of()), "needs 'class', a whole number in 0..999");
    Throwable missing =
        assertThrows(
            UncheckedIOException.class,
            () -> new ImageTaskProvider.CifarCompress().open(models, 1));
    assertTrue(missing.getMessage().contains("./lodestar train cifar-unet"), missing.getMessage());
  }

  private static void refused(Executable call, String part) {
    String said = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(said.contains(part), said);
  }

  @Test
  void aToldProcessCostsTwoLooksARow() {
    ReverseProcess<Latents> told =
        task.conditional(usual(), Constraints.none(), 2, meter).orElseThrow();
    Outlook<Latents> outlook = told.look(told.prior(Draws.of(STREAMS, 0, 3, STEPS)), STEPS);
    assertArrayEquals(new int[] {8, 8, 8}, outlook.states().conditions());
    outlook.cleanGuess();
    assertEquals(6, meter.spent().networkCalls());
    // every one of them was asked for: a run that checks itself holds the two against each other
    assertEquals(6, meter.spent().networkAsked());
  }

  @Test
  void gradientsAreThoseOfTheRewardAtTheData() {
    ReverseProcess<Latents> process = task.process(usual(), Constraints.none(), meter);
    Outlook<Latents> end = process.look(run(process, 2), 0);
    float[] dps = task.posteriorGuide(process, meter).orElseThrow().gradient(end);
    float[] value = task.valueGuide(process, meter).orElseThrow().gradient(end);
    assertArrayEquals(dps, value, 1e-6f);
    double size = 0;
    for (float g : dps) {
      size += g * g;
    }
    assertTrue(size > 0);
    // a step against the noise: the classifier's gradient at noisy states is its own
    Outlook<Latents> noisy = process.look(process.prior(Draws.of(STREAMS, 0, 2, STEPS)), STEPS);
    assertEquals(
        2 * SIDE * SIDE, task.posteriorGuide(process, meter).orElseThrow().gradient(noisy).length);
  }

  @Test
  void anotherDigitIsDrawnWhereOneIsAskedFor() {
    try (ImageTask three =
        (ImageTask) new ImageTaskProvider.MnistClass().open(models, "", Map.of("digit", "3"), 1)) {
      ReverseProcess<Latents> told =
          three.conditional(usual(), Constraints.none(), 2, meter).orElseThrow();
      Latents prior = told.prior(Draws.of(STREAMS, 0, 2, STEPS));
      assertArrayEquals(new int[] {3, 3}, prior.conditions());
      List<String> designs =
          three.codec().decode(run(task.process(usual(), Constraints.none(), meter), 2));
      assertNotEquals(
          task.reward().get(0).reward().score(designs),
          three.reward().get(0).reward().score(designs));
      assertNotEquals(
          task.reward().get(0).reward().identity(), three.reward().get(0).reward().identity());
    }
    refused(
        () -> new ImageTaskProvider.MnistClass().open(models, "", Map.of("digit", "12"), 1),
        "task.digit is '12'; mnist-class draws a digit from 0 to 9.");
  }
}
