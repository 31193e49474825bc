package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that its user brings, from its ONNX file to designs. */
class OwnModelTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));

  @TempDir private Path dir;
  private final Terminal terminal = new Terminal(ROOT);

  @BeforeEach
  void export() {
    done("export", "utr5-denoiser", "--length", "50", "--out", dir.resolve("denoiser"));
    assertTrue(terminal.out().contains("answers as libtorch does"), terminal.out());
    done("export", "utr5-oracle", "--out", dir.resolve("scorer"));
  }

  private void done(Object... args) {
    assertEquals(0, terminal.run(args), () -> terminal.err());
  }

  private void refused(String what, Object... args) {
    assertEquals(2, terminal.run(args), () -> terminal.err());
    assertTrue(terminal.err().contains(what), terminal.err());
  }

  private Path config(String task, String method, String rest) throws IOException {
    return Files.writeString(
        dir.resolve("own.toml"),
        """
        [task]
        name  = "%s"
        count = 3
        steps = 8

        [model]
        denoiser = "denoiser/manifest.toml"

        [decoder]
        method = "%s"

        [run]
        group     = 2
        threads   = 2
        baselines = 2

        %s
        """
            .formatted(task, method, rest));
  }

  private static final String SCORER =
      """
      [[reward.component]]
      kind     = "onnx"
      name     = "load"
      manifest = "scorer/manifest.toml"
      """;

  @Test
  void ownModelAndOwnScorerMakeDesigns() throws IOException {
    Path out = dir.resolve("out");
    done("run", config("own-sequences", "svdd", SCORER), "--out", out);
    List<String> rows = Files.readAllLines(out.resolve("designs.csv"));
    assertEquals(4, rows.size());
    List<String> columns = Arrays.asList(rows.get(0).split(","));
    for (String row : rows.subList(1, 4)) {
      List<String> cells = Arrays.asList(row.split(","));
      assertTrue(cells.get(columns.indexOf("design")).matches("[ACGT]{50}"), row);
      double score = Double.parseDouble(cells.get(columns.indexOf("load")));
      assertTrue(score > 2 && score < 12, row);
    }
    String provenance = Files.readString(out.resolve("provenance.json"));
    assertTrue(provenance.contains("denoiser.manifest"), provenance);
    done("resume", out);

    Files.writeString(
        dir.resolve("denoiser/manifest.toml"),
        "\n# changed\n",
        java.nio.file.StandardOpenOption.APPEND);
    refused("is not the one that the run", "resume", out);
  }

  @Test
  void aTaskRunsWithAnotherDenoiser() throws IOException {
    Path config = config("utr5-mrl", "svdd", "");
    done("run", config, "--out", dir.resolve("one"));
    Path other = dir.resolve("two");
    done("run", config, "--out", other, "--set", "run.threads=1");
    assertEquals(
        Files.readString(dir.resolve("one/designs.csv")),
        Files.readString(other.resolve("designs.csv")));
  }

  @Test
  void gradientsAreRefusedWithASentence() throws IOException {
    refused("ONNX files compute forwards only", "validate", config("utr5-mrl", "dps", ""));
  }

  @Test
  void whatGuidesMustBeSaid() throws IOException {
    refused("no reward of its own", "validate", config("own-sequences", "svdd", ""));
  }

  @Test
  void aTaskOfItsOwnNeedsAModel() throws IOException {
    Path config = config("own-sequences", "svdd", SCORER);
    refused("ships no model", "validate", config, "--set", "model.denoiser=");
    refused("does not exist", "validate", config, "--set", "model.denoiser=nowhere");
    refused("token-scorer", "validate", config, "--set", "model.denoiser=" + dir.resolve("scorer"));
  }

  @Test
  void anotherAlphabetIsRefused() throws IOException {
    Path manifest = dir.resolve("denoiser/manifest.toml");
    Files.writeString(manifest, Files.readString(manifest).replace("\"ACGT\"", "\"TGCA\""));
    refused(
        "[T, G, C, A] where the task has [A, C, G, T]", "validate", config("utr5-mrl", "svdd", ""));
  }

  @Test
  void anImportedModelIsTheExportedOne() throws IOException {
    Path models = dir.resolve("models");
    done("import", dir.resolve("denoiser"), "--models", models, "--as", "mine");
    SafeTensors mine = SafeTensors.read(models.resolve("mine/weights.safetensors"));
    SafeTensors shipped =
        SafeTensors.read(ROOT.resolve("models/utr5-denoiser/weights.safetensors"));
    assertEquals(shipped, mine);
    refused(
        "exists already", "import", dir.resolve("denoiser"), "--models", models, "--as", "mine");
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    refused("did you mean 'utr5-oracle'", "export", "utr5-orcale", "--out", dir.resolve("x"));
  }
}
