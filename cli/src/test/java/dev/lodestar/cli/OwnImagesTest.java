package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diffusion of images that its user brings, from its folder to PNG files. */
class OwnImagesTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final String BRIGHT = "[[reward.component]]\nkind = \"brightness\"\n";

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
}
