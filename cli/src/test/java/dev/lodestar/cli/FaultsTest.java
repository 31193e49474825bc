package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What command lines say, and how they exit, where something is wrong. */
class FaultsTest {
  @TempDir private Path dir;
  private Terminal terminal;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    terminal = new Terminal(dir);
    config = terminal.tinyConfig(dir.resolve("tiny.toml"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rnu | there is no command 'rnu'; did you mean 'run'?",
        "run x.toml --uot y | there is no option '--uot'; did you mean '--out'?",
        "run x.toml --set | Missing required parameter for option '--set' (KEY=VALUE).",
        "run | Missing required parameter: 'FILE'.",
        "run x.toml y.toml | the argument 'y.toml' is one too many.",
        "run nowhere.toml | nowhere.toml: there is no such file.",
        "resume nowhere | nowhere is not a directory;",
        "replay nowhere | Missing required option: '--design=N'.",
        "score x.fasta | Missing required argument (specify one of these): (-t=TASK | -c=FILE).",
        "score x.fasta -t tiyn | there is no task 'tiyn'; did you mean 'tiny'?",
        "score x.fasta -t tiny | x.fasta is not a file;",
        "compare nowhere | nowhere holds no run:",
        "cite svd | 'svd' is neither a run's directory nor a known name; did you mean 'svdd'?",
        "train tiny-modle | There is no recipe 'tiny-modle'; did you mean 'tiny-model'?",
        "train tiny-model | The recipe tiny-model needs --set data=...",
        "train tiny-model --set stpes=3 | has no option 'stpes'; did you mean 'steps'?",
        "train tiny-model --set steps | write --set key=value.",
        "bench nothing | There is no comparison 'nothing'.",
      })
  void wrongInputGetsASentenceAndExitCodeTwo(String line, String sentence) {
    assertEquals(2, terminal.run((Object[]) line.split(" ")));
    assertTrue(terminal.err().contains(sentence), terminal.err());
    assertEquals("", terminal.out());
    assertFalse(terminal.err().contains("\tat "), terminal.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "decoder.value=monte-carlo | the task tiny has no value 'monte-carlo'; use posterior-mean"
            + " or posterior-samples, which every task has.",
        "decoder.value=posterior-probabilities | the task tiny has no value"
            + " 'posterior-probabilities'; use posterior-mean or posterior-samples, which every"
            + " task has.",
        "constraints.locked.12=A | constraints.locked: 'A' at position 12; designs are 12 letters"
            + " of ACGT.",
        "constraints.locked.0=U | constraints.locked: 'U' at position 0; designs are 12 letters of"
            + " ACGT.",
      })
  void whatTheTaskCannotDoIsSaidBeforeTheRun(String set, String sentence) {
    assertEquals(2, terminal.run("run", config, "-o", dir.resolve("out"), "--set", set));
    assertEquals("--set " + set + ": " + sentence, terminal.err().strip());
    assertFalse(Files.exists(dir.resolve("out")));
  }

  @Test
  void classifierFreeGuidanceNeedsAConditionalModel() throws IOException {
    Path free =
        Files.writeString(
            dir.resolve("free.toml"),
            "[task]\nname = \"tiny\"\n[decoder]\nmethod = \"classifier-free-guidance\"\n");
    assertEquals(2, terminal.run("validate", free));
    assertEquals(
        free
            + ":4:1: the task tiny has no conditional model, which classifier-free-guidance needs;"
            + " use a method that is steered by the reward, such as svdd or smc.",
        terminal.err().strip());
  }

  @Test
  void methodsThatFollowGradientsNeedThem() throws IOException {
    Path dps =
        Files.writeString(
            dir.resolve("dps.toml"), "[task]\nname = \"tiny\"\n[decoder]\nmethod = \"dps\"\n");
    assertEquals(2, terminal.run("validate", dps));
    assertEquals(
        dps
            + ":4:1: the task tiny has no gradient that dps could follow; use a method without"
            + " gradients, such as svdd or smc.",
        terminal.err().strip());
  }

  @Test
  void everyFaultOfTheTaskIsSaidAtOnce() throws IOException {
    Path bad =
        Files.writeString(
            dir.resolve("bad.toml"),
            """
            [task]
            name = "tiny"
            [decoder]
            value = "monte-carlo"
            [[reward.component]]
            kind = "executable"
            command = ["./missing"]
            [constraints]
            locked = { 99 = "A" }
            """);
    assertEquals(2, terminal.run("validate", bad));
    List<String> lines = terminal.err().lines().toList();
    assertEquals(4, lines.size(), terminal.err());
    assertTrue(lines.get(2).startsWith(bad + ":5:1: reward component 'executable': "));
    assertTrue(lines.get(2).contains(dir.resolve("missing").toString()), lines.get(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bug | this is a fault of Lodestar itself, not of your input:",
        "disk | No space left on device.",
        "memory | Java ran out of memory at",
        "library | A library does not load on this machine:",
      })
  void whatBreaksEndsInASentenceAndExitCodeOne(String what, String sentence) {
    assertEquals(1, terminal.run("bench", "echo", what, "--runs", 3));
    assertEquals("[" + what + ", --runs, 3]", terminal.out().strip());
    assertTrue(terminal.err().contains(sentence), terminal.err());
    assertEquals(1, terminal.err().lines().count(), terminal.err());
    terminal.run("--debug", "bench", "echo", what);
    assertTrue(terminal.err().contains("\tat dev.lodestar.cli.EchoBenchmark"), terminal.err());
  }

  @Test
  void aRunInAUsedDirectoryFails() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertEquals(2, terminal.run("run", config, "-o", file));
    assertTrue(terminal.err().contains("is a file"), terminal.err());
    assertEquals(1, terminal.run("run", config, "-o", file.resolve("below")));
    assertFalse(terminal.err().contains("\tat "), terminal.err());
    terminal.run("run", config, "-o", file.resolve("below"), "--debug");
    assertTrue(terminal.err().contains("\tat "), terminal.err());
  }
}
