package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.run.config.MethodCatalog;
import dev.lodestar.run.config.ValueCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole command lines: what they print, what they leave, how they exit. */
class LodestarTest {
  @TempDir private Path dir;
  private Terminal terminal;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    terminal = new Terminal(dir);
    config = terminal.tinyConfig(dir.resolve("tiny.toml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "resume",
        "replay",
        "validate",
        "score",
        "compare",
        "train",
        "export",
        "import",
        "tasks",
        "methods",
        "scorers",
        "transforms",
        "models",
        "cite",
        "bench"
      })
  void everyCommandHelps(String command) {
    assertEquals(0, terminal.run(command, "--help"));
    assertTrue(terminal.out().startsWith("Usage: lodestar " + command), terminal.out());
    assertEquals(0, terminal.run("--help"));
    assertTrue(terminal.out().contains("\n  " + command + " "), terminal.out());
  }

  @Test
  void withoutCommandTheHelpIsShown() {
    assertEquals(0, terminal.run());
    assertTrue(terminal.out().startsWith("Usage: lodestar"));
  }

  @Test
  void aRunLeavesItsDirectoryAndSaysWhere() throws IOException {
    Path out = dir.resolve("out");
    assertEquals(0, terminal.run("run", config, "--out", out), () -> terminal.err());
    assertTrue(terminal.out().contains("Report:  " + out.resolve("report.html")), terminal.out());
    assertEquals(7, Files.readAllLines(out.resolve("designs.csv")).size());
    assertTrue(Files.readString(out.resolve("config.resolved.toml")).contains("steps = 8"));

    assertEquals(2, terminal.run("run", config, "--out", out));
    assertTrue(terminal.err().contains("already holds a run; go on with it"), terminal.err());
    assertEquals(0, terminal.run("resume", out), () -> terminal.err());
    assertEquals(0, terminal.run("cite", out), () -> terminal.err());
    assertTrue(terminal.out().contains("@article{li2024svdd"), terminal.out());
    assertTrue(terminal.out().contains("@misc{tiny"), terminal.out());
  }

  @Test
  void theSameSeedGivesTheSameDesigns() throws IOException {
    Path one = dir.resolve("one");
    Path two = dir.resolve("two");
    Path other = dir.resolve("other");
    assertEquals(0, terminal.run("run", config, "-o", one));
    assertEquals(0, terminal.run("run", config, "-o", two, "--set", "run.group=6"));
    assertEquals(0, terminal.run("run", config, "-o", other, "--set", "task.seed=2"));
    String designs = Files.readString(one.resolve("designs.csv"));
    assertEquals(designs, Files.readString(two.resolve("designs.csv")));
    assertFalse(designs.equals(Files.readString(other.resolve("designs.csv"))));
  }

  @Test
  void aDesignIsReplayed() throws IOException {
    Path out = dir.resolve("out");
    terminal.run("run", config, "-o", out);
    String row = Files.readAllLines(out.resolve("designs.csv")).get(6);
    assertEquals(0, terminal.run("replay", out, "--design", 5), () -> terminal.err());
    List<String> lines = terminal.out().lines().toList();
    assertAll(
        () -> assertEquals(14, lines.size(), terminal.out()),
        () -> assertEquals("Replayed: " + row.split(",")[1], lines.get(12)),
        () -> assertEquals("The same, replayed alone.", lines.get(13)));
    assertEquals(2, terminal.run("replay", out, "--design", 6));
    assertTrue(terminal.err().contains("its designs are numbered 0 to 5."), terminal.err());
    assertEquals(2, terminal.run("replay", out, "--design", "first"));
    assertTrue(terminal.err().contains("'first' is not a long"), terminal.err());
  }

  @Test
  void designsOfAFileAreScored() throws IOException {
    Path fasta = Files.writeString(dir.resolve("x.fasta"), ">a\nAAAACCCCGGTT\n>b\nACGTACGTACGT\n");
    assertEquals(0, terminal.run("score", fasta, "--task", "tiny"), () -> terminal.err());
    List<String> lines = terminal.out().lines().toList();
    assertEquals("name,design,score,order,order (raw),held-out,gc,feasible,reason", lines.get(0));
    assertTrue(lines.get(1).startsWith("a,AAAACCCCGGTT,3."), lines.get(1));
    assertTrue(lines.get(2).startsWith("b,ACGTACGTACGT,9."), lines.get(2));
    Path table = dir.resolve("scores.csv");
    assertEquals(0, terminal.run("score", fasta, "-c", config, "-o", table));
    assertEquals(lines, Files.readAllLines(table));
    Files.writeString(fasta, ">a\nAAAACCCCGGTU\n");
    assertEquals(2, terminal.run("score", fasta, "--task", "tiny"));
    assertTrue(terminal.err().startsWith(fasta + ", line 2: 'U' at column 12"), terminal.err());
  }

  @Test
  void runsAreCompared() throws IOException {
    Path one = dir.resolve("one");
    Path two = dir.resolve("two");
    Path csv = dir.resolve("table.csv");
    Path html = dir.resolve("table.html");
    terminal.run("run", config, "-o", one);
    terminal.run("run", config, "-o", two, "--set", "decoder.width=6");
    assertEquals(
        0,
        terminal.run("compare", one, two, "--baselines", "--csv", csv, "--html", html),
        () -> terminal.err());
    assertTrue(terminal.out().contains("| two"), terminal.out());
    List<String> lines = Files.readAllLines(csv);
    assertAll(
        () -> assertTrue(lines.get(0).startsWith("run,method,designs,median"), lines.get(0)),
        () -> assertEquals(7, lines.size(), lines.toString()),
        () -> assertTrue(lines.get(1).startsWith("one,\"svdd: value posterior-mean, width 3")),
        () -> assertTrue(lines.get(2).startsWith("one baseline,pretrained,3,"), lines.get(2)),
        () -> assertTrue(Files.readString(html).contains("<html")));

    Files.delete(two.resolve("summary.json"));
    assertEquals(2, terminal.run("compare", one, two));
    assertTrue(terminal.err().contains("is not finished; finish it with: lodestar resume"));
    Files.writeString(two.resolve("summary.json"), "{\"sets\": [3");
    assertEquals(2, terminal.run("compare", two));
    assertTrue(terminal.err().contains("is damaged"), terminal.err());
  }

  @Test
  void validateSaysWhatWouldBeDone() {
    assertEquals(0, terminal.run("validate", config));
    assertEquals(
        config
            + " is fine: tiny: twelve letters in alphabetical order; svdd: value posterior-mean,"
            + " width 3, alpha 0.0; 6 designs in 8 steps, groups of 4.",
        terminal.out().strip());
    assertEquals(0, terminal.run("validate", config, "--resolved"));
    assertTrue(terminal.out().startsWith("[task]\nname = \"tiny\"\ncount = 6\n"), terminal.out());
  }

  @Test
  void listsShowOneLineEach() {
    assertEquals(0, terminal.run("tasks"));
    assertTrue(
        terminal.out().lines().anyMatch(l -> l.matches("tiny +twelve letters .* \\[made up]")),
        terminal.out());
    assertEquals(0, terminal.run("methods"));
    assertEquals(
        MethodCatalog.ALL.size() + ValueCatalog.ALL.size(),
        terminal.out().lines().count(),
        terminal.out());
    assertEquals(0, terminal.run("methods", "--long"));
    assertTrue(terminal.out().contains("width = 10: children a particle and step"));
    assertEquals(0, terminal.run("scorers", "--long"));
    assertTrue(terminal.out().contains("command (list of strings, required)"), terminal.out());
    assertEquals(0, terminal.run("transforms"));
    assertTrue(terminal.out().contains("double-sigmoid"));
  }

  @Test
  void modelsAreReadFromTheirCards() throws IOException {
    assertEquals(0, terminal.run("models"));
    assertTrue(terminal.out().startsWith("There are no models in "), terminal.out());
    Path folder = Files.createDirectories(dir.resolve("models").resolve("tiny-oracle"));
    Files.writeString(folder.resolve("card.md"), "# tiny-oracle\n\nScores\nletters.\n\n## More\n");
    Files.write(folder.resolve("weights.safetensors"), new byte[300_000]);
    assertEquals(0, terminal.run("models"));
    assertEquals(
        "tiny-oracle  Scores letters. [0.3 MB; " + folder.resolve("card.md") + "]",
        terminal.out().strip());
  }

  @Test
  void trainRunsARecipeWithItsDefaults() throws IOException {
    Path models = dir.resolve("weights");
    assertEquals(
        0,
        terminal.run("train", "tiny-model", "--set", "data=x.tsv", "--models", models),
        () -> terminal.err());
    assertEquals("{data=x.tsv, steps=10}", Files.readString(models.resolve("given.txt")));
    assertEquals(0, terminal.run("train"));
    assertTrue(terminal.out().contains("--set steps=10  (whole number) training steps"));
  }
}
