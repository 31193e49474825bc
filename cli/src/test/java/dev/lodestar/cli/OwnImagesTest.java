package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.image.sampling.ImageSamplers;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.UNet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diffusion of images that its user brings, from its folder to PNG files. */
class OwnImagesTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final String BRIGHT = "[[reward.component]]\nkind = \"brightness\"\n";

  private static final int STEPS = 10;

  @TempDir private Path dir;
  private final Terminal terminal = new Terminal(ROOT);

  private void done(Object... args) {
    assertEquals(0, terminal.run(args), () -> terminal.err());
  }

  private void refused(List<String> what, Path config) {
    assertEquals(2, terminal.run("validate", config), () -> terminal.out());
    for (String part : what) {
      assertTrue(terminal.err().contains(part), terminal.err());
    }
  }

  private Path config(String task, String model, String method, String rest) throws IOException {
    return Files.writeString(
        dir.resolve("own.toml"),
        """
        [task]
        %s
        count = 4
        steps = 10

        [model]
        denoiser = "%s"

        [decoder]
        method = "%s"

        [run]
        group     = 2
        threads   = 2
        baselines = 2

        %s
        """
            .formatted(task, model, method, rest));
  }

  private static String own(String more) {
    return "name = \"own-images\"\n" + more;
  }

  private static String prompted(String more) {
    return own("prompt = \"" + TinyDiffusion.PROMPT + "\"\n" + more);
  }

  private static double brightness(Path run) throws IOException {
    List<String> rows = Files.readAllLines(run.resolve("designs.csv"));
    int column = Arrays.asList(rows.get(0).split(",")).indexOf("brightness (raw)");
    assertTrue(column >= 0, rows.get(0));
    return rows.stream()
        .skip(1)
        .mapToDouble(r -> Double.parseDouble(r.split(",")[column]))
        .average()
        .orElseThrow();
  }

  @Test
  void aPipelineMakesPicturesAndBrightnessSteersThem() throws IOException {
    TinyDiffusion.stable(dir.resolve("sd"));
    Path steered = dir.resolve("steered");
    done("run", config(prompted("guidance = 3.5\n"), "sd", "svdd", BRIGHT), "--out", steered);
    assertTrue(terminal.out().contains("the task has no scorer held out"), terminal.out());
    try (Stream<Path> files = Files.walk(steered)) {
      List<Path> pictures =
          files.filter(f -> f.toString().matches(".*\\d\\.png")).sorted().toList();
      assertTrue(pictures.size() >= 4, pictures.toString());
      BufferedImage image = ImageIO.read(pictures.get(0).toFile());
      assertEquals(8, image.getWidth());
      assertEquals(3, image.getRaster().getNumBands());
    }
    Path plain = dir.resolve("plain");
    done("run", config(prompted("guidance = 3.5\n"), "sd", "pretrained", BRIGHT), "--out", plain);
    assertTrue(brightness(steered) > brightness(plain) + 0.02, brightness(steered) + "");
    String provenance = Files.readString(steered.resolve("provenance.json"));
    assertTrue(provenance.contains("denoiser/unet/model.onnx"), provenance);
    assertTrue(provenance.contains("denoiser/tokenizer/vocab.json"), provenance);

    Files.writeString(dir.resolve("sd/tokenizer/merges.txt"), "#version: 0.2\na b\n");
    assertEquals(2, terminal.run("resume", steered));
    assertTrue(terminal.err().contains("is not the one that the run"), terminal.err());
  }

  @Test
  void anImportedPipelineIsPinned() throws IOException {
    TinyDiffusion.stable(dir.resolve("sd"));
    Files.writeString(dir.resolve("sd/README.md"), "not read");
    Path models = dir.resolve("models");
    done("import", dir.resolve("sd"), "--models", models, "--as", "mine");
    assertTrue(terminal.out().contains("model.denoiser=" + models.resolve("mine")), terminal.out());
    assertTrue(!Files.exists(models.resolve("mine/README.md")));
    Path config = config(prompted(""), "models/mine", "svdd", BRIGHT);
    done("validate", config);
    Files.writeString(models.resolve("mine/vae_decoder/config.json"), "{\"scaling_factor\": 0.25}");
    refused(List.of("vae_decoder/config.json is not the file that", "SHA256SUMS pins"), config);
    TinyDiffusion.unconditional(dir.resolve("ddpm"));
    done("import", dir.resolve("ddpm"), "--models", models);
    assertTrue(Files.isRegularFile(models.resolve("ddpm/SHA256SUMS")));
    Files.delete(dir.resolve("ddpm/unet/model.onnx"));
    assertEquals(2, terminal.run("import", dir.resolve("ddpm"), "--models", models, "--as", "x"));
    assertTrue(terminal.err().contains("unet/model.onnx is missing"), terminal.err());
    assertTrue(!Files.exists(models.resolve("x")));
  }

  @Test
  void thePromptMatters() throws IOException {
    TinyDiffusion.stable(dir.resolve("sd"));
    Path one = dir.resolve("one");
    done("run", config(prompted(""), "sd", "pretrained", BRIGHT), "--out", one);
    Path other = dir.resolve("other");
    Path config = config(own("prompt = \"dogs\"\n"), "sd", "pretrained", BRIGHT);
    done("run", config, "--out", other);
    assertTrue(
        !Files.readString(one.resolve("designs.csv"))
            .equals(Files.readString(other.resolve("designs.csv"))));
    Path again = dir.resolve("again");
    done("run", config, "--out", again, "--set", "run.threads=1");
    assertEquals(
        Files.readString(other.resolve("designs.csv")),
        Files.readString(again.resolve("designs.csv")));
  }

  @Test
  void anUnconditionalPipelineAndAScorerOfImages() throws IOException {
    TinyDiffusion.unconditional(dir.resolve("ddpm"));
    TinyDiffusion.scorer(dir.resolve("scorer"), 3, 8);
    String both =
        BRIGHT
            + "[[reward.component]]\nkind = \"onnx\"\nname = \"mean\"\n"
            + "manifest = \"scorer/manifest.toml\"\n";
    Path out = dir.resolve("out");
    done("run", config(own(""), "ddpm", "svdd", both), "--out", out);
    List<String> rows = Files.readAllLines(out.resolve("designs.csv"));
    int mean = Arrays.asList(rows.get(0).split(",")).indexOf("mean (raw)");
    assertEquals(brightness(out), Double.parseDouble(rows.get(1).split(",")[mean]), 0.2);
  }

  @Test
  void whatAModelCannotBeToldIsRefused() throws IOException {
    TinyDiffusion.stable(dir.resolve("sd"));
    TinyDiffusion.unconditional(dir.resolve("ddpm"));
    refused(
        List.of("holds an unconditional model", "cannot be told a prompt"),
        config(prompted(""), "ddpm", "svdd", BRIGHT));
    refused(List.of("is told prompts; give one"), config(own(""), "sd", "svdd", BRIGHT));
    refused(
        List.of("9 tokens", "reads 6"),
        config(own("prompt = \"abcdefghi\"\n"), "sd", "svdd", BRIGHT));
    refused(List.of("task.class is given"), config(own("class = 3\n"), "sd", "svdd", BRIGHT));
    refused(
        List.of("task.guidance", "neither is given"),
        config(own("guidance = 3\n"), "ddpm", "svdd", BRIGHT));
    refused(
        List.of("task.guidance = 'much'"),
        config(prompted("guidance = \"much\"\n"), "sd", "svdd", BRIGHT));
    refused(
        List.of("threshold", "latents"),
        config(prompted("threshold = \"static\"\n"), "sd", "svdd", BRIGHT));
  }

  @Test
  void sizesThatDoNotFitAreRefusedBeforeSampling() throws IOException {
    TinyDiffusion.unconditional(dir.resolve("ddpm"));
    TinyDiffusion.stable(dir.resolve("sd"));
    TinyDiffusion.scorer(dir.resolve("scorer"), 3, 16);
    refused(
        List.of("8 x 8 pixels", "16 x 16"),
        config(
            own(""),
            "ddpm",
            "svdd",
            "[[reward.component]]\nkind = \"onnx\"\nmanifest = \"scorer\"\n"));
    refused(List.of("no reward of its own"), config(own(""), "ddpm", "svdd", ""));
    refused(
        List.of("takes a gaussian-denoiser, not the pipeline"),
        config("name = \"mnist-class\"\n", "ddpm", "svdd", ""));
    refused(
        List.of("'prompt'"),
        config("name = \"mnist-class\"\nprompt = \"a\"\n", "ddpm", "svdd", ""));
    refused(List.of("ONNX files compute forwards only"), config(own(""), "ddpm", "dps", BRIGHT));
  }

  private void export(String model) {
    done("export", model, "--out", dir.resolve(model));
    assertTrue(terminal.out().contains("answers as libtorch does"), terminal.out());
  }

  /** Libtorch and ONNX Runtime in the same precision, from the same noise to the same images. */
  @Test
  void anExportedUNetDrawsWhatItWasMadeFrom() throws IOException {
    export("mnist-unet");
    Path weights = ROOT.resolve("models/mnist-unet/weights.safetensors");
    Meter meter = new Meter(Budget.unlimited());
    Sampling sampling = Sampling.of(ImageSamplers.ALL.get(0), STEPS, Map.of());
    try (UNet torch = UNet.load(weights);
        OnnxGaussianDenoiser onnx =
            OnnxGaussianDenoiser.open(dir.resolve("mnist-unet"), Limits.PINNED, 2)) {
      NoiseLevels levels = ImageSamplers.levels(sampling, onnx.schedule());
      float[] expected =
          drawn(ImageSamplers.process(torch, sampling, Constraints.none(), 8, meter));
      float[] found =
          drawn(ImageSamplers.process(onnx, levels, sampling, Constraints.none(), 8, meter));
      assertArrayEquals(expected, found, 2e-3f);
    }
  }

  private static float[] drawn(GaussianProcess process) {
    Latents x = process.prior(Draws.of(Streams.of(3), 0, 3, STEPS));
    for (int step = STEPS; step > 0; step--) {
      x = process.look(x, step).propose(Draws.of(Streams.of(3), 0, 3, step), 1);
    }
    return x.data();
  }

  /** The task computes in bfloat16 as the model was trained, ONNX Runtime in single precision. */
  @Test
  void theTaskOnAnExportedUNetMakesThePicturesOfTheShippedOne() throws IOException {
    export("mnist-unet");
    String task = "name = \"mnist-class\"\n";
    Path own = dir.resolve("own");
    done("run", config(task, "mnist-unet/manifest.toml", "pretrained", ""), "--out", own);
    Path shipped = dir.resolve("shipped");
    done("run", dir.resolve("own.toml"), "--set", "model.denoiser=", "--out", shipped);
    List<BufferedImage> a = pictures(own);
    List<BufferedImage> b = pictures(shipped);
    assertEquals(4, a.size());
    double off = 0;
    double least = 255;
    for (int i = 0; i < 4; i++) {
      off = Math.max(off, meanDifference(a.get(i), b.get(i)));
      least = Math.min(least, meanDifference(a.get(i), b.get((i + 1) % 4)));
    }
    System.out.printf("pictures differ by %.2f of 255, unlike ones by %.2f%n", off, least);
    assertTrue(off < 4, "the same noise gave another picture: " + off);
    assertTrue(least > 4 * off, "pictures are alike: " + least);
  }

  private static List<BufferedImage> pictures(Path run) throws IOException {
    List<BufferedImage> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\d\\.png")).sorted().toList()) {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image.getWidth() == image.getHeight()) {
          out.add(image);
        }
      }
    }
    return out;
  }

  private static double meanDifference(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        sum += Math.abs(a.getRaster().getSample(x, y, 0) - b.getRaster().getSample(x, y, 0));
      }
    }
    return sum / a.getHeight() / a.getWidth();
  }

  @Test
  void aShippedTaskTakesWhatFitsIt() throws IOException {
    export("mnist-unet");
    export("cifar-unet");
    String task = "name = \"mnist-class\"\n";
    refused(
        List.of("makes images of 3 x 32 x 32 where the task has 1 x 28 x 28"),
        config(task, "cifar-unet", "svdd", ""));
    refused(List.of("forwards only"), config(task, "mnist-unet", "dps", ""));
    // its gradient is that of the project's own classifier, at noisy images
    done("validate", config(task, "mnist-unet", "classifier-guidance", ""));
    done("validate", config(task, "mnist-unet", "classifier-free-guidance", ""));
    Path manifest = dir.resolve("mnist-unet/manifest.toml");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("null-condition = 10\n", ""));
    refused(List.of("null-condition"), config(task, "mnist-unet", "svdd", ""));
    Files.writeString(manifest, text.replace("\"angle\"", "\"angel\""));
    refused(List.of("'noise' takes", "angel"), config(task, "mnist-unet", "svdd", ""));
  }

  @Test
  void aPictureOfAClassFromAnExportedUNet() throws IOException {
    export("mnist-unet");
    done("export", "mnist-classifier", "--class", "3", "--out", dir.resolve("three"));
    String reward =
        "[[reward.component]]\nkind = \"onnx\"\nname = \"three\"\nmanifest = \"three\"\n";
    Path out = dir.resolve("out");
    Path config = config(own("class = 3\nguidance = 2\n"), "mnist-unet", "pretrained", reward);
    done("run", config, "--out", out, "--set", "task.steps=20");
    List<String> rows = Files.readAllLines(out.resolve("designs.csv"));
    int column = Arrays.asList(rows.get(0).split(",")).indexOf("three (raw)");
    for (String row : rows.subList(1, 5)) {
      assertTrue(Double.parseDouble(row.split(",")[column]) > Math.log(0.5), row.substring(0, 40));
    }
  }
}
