package dev.lodestar.onnx.diffusers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.ClassifierFree;
import dev.lodestar.core.gaussian.Ddim;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxLatentSpace;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pipeline of Stable Diffusion's layout is loaded and run; its answers are worked out by hand.
 */
class PipelineTest {
  private static final Shape LATENT = new Shape(4, 4, 4);

  /** "low": one token; "lower": lo, w, er. */
  private static final int[] LOW = TinyPipeline.framed(54);

  private static final int[] LOWER = TinyPipeline.framed(52, 'w' - 'a', 53);

  @TempDir private Path folder;
  private TinyPipeline tiny;

  @BeforeEach
  void make() throws IOException {
    tiny = new TinyPipeline(folder);
  }

  private Pipeline open() {
    return Pipeline.open(folder, Limits.OWN, 2);
  }

  @Test
  void promptsBecomeTokens() {
    ClipTokenizer tokenizer = ClipTokenizer.read(folder.resolve("tokenizer"));
    assertArrayEquals(LOW, tokenizer.encode("  LOW "));
    assertArrayEquals(LOWER, tokenizer.encode("lower"));
    assertArrayEquals(TinyPipeline.framed(54, 52, 'w' - 'a', 53), tokenizer.encode("low\nlower"));
    assertArrayEquals(TinyPipeline.framed(), tokenizer.encode(""));
    // 75 words of one token fit
    assertEquals(77, tokenizer.encode("low ".repeat(75)).length);
    String message =
        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("low ".repeat(76)))
            .getMessage();
    assertTrue(message.contains("76 tokens") && message.contains("75"), message);
  }

  @Test
  void everyRowIsToldItsOwnPrompt() {
    try (OnnxGaussianDenoiser net = open().denoiser(List.of("low", "lower"), "")) {
      assertEquals(2, net.conditions());
      assertEquals(LATENT, net.shape());
      int[] told = {0, 1, Latents.NONE, 1, 0};
      int[][] tokens = {LOW, LOWER, TinyPipeline.framed(), LOWER, LOW};
      float[] data = TinyPipeline.random(9, 5 * LATENT.numbers());
      NoiseLevel level = net.schedule().at(500);
      float[] out = net.predict(new Latents(data, LATENT, told), level);
      for (int i = 0; i < out.length; i++) {
        int row = i / LATENT.numbers();
        double expected = tiny.expected(data[i], i / 16 % 4, tokens[row], 500);
        assertEquals(expected, out[i], 1e-5, "number " + i);
      }
      float[] guided = ClassifierFree.of(net, 7.5).predict(new Latents(data, LATENT, told), level);
      double free = tiny.expected(data[0], 0, TinyPipeline.framed(), 500);
      double led = tiny.expected(data[0], 0, LOW, 500);
      assertEquals(free + 7.5 * (led - free), guided[0], 1e-5);
    }
  }

  @Test
  void theSchedulerSaysWhatTheNoiseWas() {
    Scheduler scheduler = open().scheduler();
    // the product over a thousand betas of latent diffusion
    assertEquals(0.0047, scheduler.schedule().alphaBar(999), 5e-5);
    NoiseLevels levels = scheduler.levels(20);
    assertEquals(1, levels.at(1).time());
    assertEquals(951, levels.at(20).time());
    assertEquals(Math.sqrt(1 - 0.00085), levels.at(0).scale(), 1e-12);
  }

  @Test
  void aRunFromNoiseToAnImage() {
    Pipeline pipeline = open();
    try (OnnxGaussianDenoiser net = pipeline.denoiser(List.of("low"), "");
        OnnxLatentSpace space = pipeline.latents()) {
      assertEquals(new Shape(3, 8, 8), space.images());
      GaussianProcess process =
          new GaussianProcess(
              ClassifierFree.of(net, 3),
              pipeline.scheduler().levels(10),
              Denoising.by(new Ddim(0.5)).told(0),
              new Meter(Budget.unlimited()));
      Draws draws = Draws.of(Streams.of(1), 0, 3, process.steps());
      Latents x = process.prior(draws);
      Outlook<Latents> outlook = process.look(x, process.steps());
      for (int step = process.steps() - 1; step >= 0; step--) {
        Latents next = outlook.propose(Draws.of(Streams.of(1), 0, 3, step), 1);
        outlook = process.look(next, step);
      }
      Latents images = space.decode(outlook.cleanGuess());
      assertEquals(3, images.size());
      for (float v : images.data()) {
        assertTrue(Float.isFinite(v));
      }
      assertFalse(Arrays.equals(images.row(0), images.row(1)));
    }
  }

  @Test
  void encodedImagesAreScaledMeans() {
    try (OnnxLatentSpace space = open().latents()) {
      float[] image = TinyPipeline.random(4, 2 * 192);
      Latents latents = space.encode(Latents.of(image, new Shape(3, 8, 8)));
      assertEquals(LATENT, latents.shape());
      // channel 0 of the first block: colour 0 at the top left
      assertEquals(0.25f * image[0], latents.data()[0], 1e-7);
      assertEquals(0.25f * image[192], latents.data()[64], 1e-7);
    }
  }

  @Test
  void aSpaceByManifestsIsTheSame() throws IOException {
    String port = "name = \"%s\"\ntype = \"float32\"\nshape = [\"batch\", %s]\n";
    String decoder =
        "kind = \"decoder\"\nmodel = \"model.onnx\"\nlatent-scale = 0.25\n[input.latent]\n"
            + port.formatted("latent_sample", "4, 4, 4")
            + "[output.image]\n"
            + port.formatted("sample", "3, 8, 8");
    String encoder =
        "kind = \"encoder\"\nmodel = \"model.onnx\"\nlatent-scale = %s\n[input.image]\n"
            + port.formatted("sample", "3, 8, 8")
            + "[output.latent]\n"
            + port.formatted("latent_parameters", "8, 4, 4");
    tiny.json("vae_decoder/manifest.toml", decoder);
    tiny.json("vae_encoder/manifest.toml", encoder.formatted("0.25"));
    Path back = folder.resolve("vae_decoder");
    Optional<Path> there = Optional.of(folder.resolve("vae_encoder"));
    Latents latents = Latents.of(TinyPipeline.random(5, 3 * LATENT.numbers()), LATENT);
    try (OnnxLatentSpace one = open().latents();
        OnnxLatentSpace two = OnnxLatentSpace.open(back, there, Limits.OWN, 1)) {
      Latents images = one.decode(latents);
      assertEquals(images, two.decode(latents));
      assertEquals(one.encode(images), two.encode(images));
    }
    tiny.json("vae_encoder/manifest.toml", encoder.formatted("0.5"));
    assertThrows(
        IllegalArgumentException.class,
        () -> OnnxLatentSpace.open(back, there, Limits.OWN, 1).close());
  }

  @Test
  void withoutAnEncoderImagesCannotBeStartedFrom() throws IOException {
    Files.delete(folder.resolve("vae_encoder/model.onnx"));
    try (OnnxLatentSpace space = open().latents()) {
      Latents image = Latents.of(new float[192], new Shape(3, 8, 8));
      String message =
          assertThrows(IllegalArgumentException.class, () -> space.encode(image)).getMessage();
      assertTrue(message.contains("vae_encoder"), message);
    }
  }

  @Test
  void anUnconditionalModelRefusesPrompts() throws IOException {
    Files.delete(folder.resolve("text_encoder/model.onnx"));
    Pipeline pipeline = open();
    assertFalse(pipeline.takesPrompts());
    String message =
        assertThrows(IllegalArgumentException.class, () -> pipeline.denoiser(List.of("low"), ""))
            .getMessage();
    assertTrue(message.contains("unconditional"), message);
  }

  /** What sha256sum would write. */
  private String sums() throws IOException {
    StringBuilder out = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String digest = CheckedFile.digest(ByteBuffer.wrap(Files.readAllBytes(file)));
        out.append(digest + "  ./" + folder.relativize(file) + "\n");
      }
    }
    return out.toString();
  }

  private void run(Limits limits) {
    Pipeline pipeline = Pipeline.open(folder, limits, 1);
    try (OnnxGaussianDenoiser net = pipeline.denoiser(List.of("low"), "");
        OnnxLatentSpace space = pipeline.latents()) {
      assertEquals(net.shape(), space.latents());
    }
  }

  private void refused(Limits limits, String... says) {
    String message = assertThrows(InvalidModelException.class, () -> run(limits)).getMessage();
    for (String part : says) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aFolderCanBePinned() throws IOException {
    run(Limits.OWN);
    refused(Limits.PINNED, "SHA256SUMS", "sha256sum");
    String sums = sums();
    tiny.json("SHA256SUMS", sums);
    run(Limits.PINNED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unet/model.onnx",
        "text_encoder/model.onnx",
        "vae_decoder/model.onnx",
        "vae_encoder/model.onnx",
        "vae_decoder/config.json",
        "tokenizer/vocab.json",
        "tokenizer/merges.txt",
        "scheduler/scheduler_config.json",
        "model_index.json"
      })
  void everyFileIsComparedWithItsDigest(String name) throws IOException {
    String sums = sums();
    String line = sums.lines().filter(l -> l.endsWith("./" + name)).findFirst().orElseThrow();
    tiny.json("SHA256SUMS", sums.replace(line, "0".repeat(64) + line.substring(64)));
    refused(Limits.OWN, name, "is not the file that", "SHA256SUMS pins");
    tiny.json("SHA256SUMS", sums.replace(line + "\n", ""));
    refused(Limits.OWN, name, "no pinned digest", line.substring(0, 64) + "  " + name);
  }

  @Test
  void digestsThatAreNoneAreNamed() throws IOException {
    tiny.json("SHA256SUMS", "abc  unet/model.onnx\n");
    refused(Limits.OWN, "abc  unet/model.onnx", "64 digits");
  }

  @Test
  void constantsOutsideTheFolderAreRefused() throws IOException {
    tiny.outside("vae_decoder", "../../elsewhere");
    refused(Limits.OWN, "vae_decoder", "outside its own folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scheduler/scheduler_config.json | {\"beta_schedule\": \"sigmoid\"} | sigmoid",
        "scheduler/scheduler_config.json | {\"prediction_type\": \"flow\"} | prediction_type",
        "scheduler/scheduler_config.json | {\"beta_start\": \"x\"} | beta_start is no number",
        "scheduler/scheduler_config.json | {\"rescale_betas_zero_snr\": true} | zero_snr",
        "scheduler/scheduler_config.json | [1] | no JSON object",
        "scheduler/scheduler_config.json | { | not JSON",
        "model_index.json | {\"_class_name\": \"StableDiffusionXLPipeline\"} | XL",
        "tokenizer/merges.txt | abc | no pair",
        "tokenizer/vocab.json | {\"a\": 1} | has no token '<|startoftext|>'",
        "tokenizer/tokenizer_config.json | {\"model_max_length\": 1} | model_max_length",
      })
  void filesThatDoNotFitAreNamed(String file, String text, String says) throws IOException {
    tiny.json(file, text);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> open().denoiser(List.of("low"), "").close())
            .getMessage();
    assertTrue(message.contains(says) && message.contains(file), message);
  }
}
