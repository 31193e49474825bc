package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import dev.lodestar.tck.TinyTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A system that writes no further: the shell's limit on file sizes stands for a full disk, in a
 * process of its own.
 */
class FullDiskTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path temp;

  /** The run that meets the limit; exits as the command line does. */
  public static final class Limited {
    public static void main(String[] args) {
      try {
        run(Path.of(args[0]));
      } catch (RunFailure e) {
        System.out.println(e.getMessage());
        System.exit(1);
      }
    }
  }

  private static void run(Path path) {
    boolean begun = Files.exists(path.resolve(RunDirectory.CONFIG));
    try (RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
      Runner.run(Plans.svdd().plan(), new TinyTask(10), directory, Progress.SILENT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9})
  void aRunThatCannotWriteStopsWithASentenceAndGoesOnLater(int blocks) throws Exception {
    if (!Files.isExecutable(SHELL)) {
      System.out.println("SKIPPED FullDiskTest: there is no " + SHELL + " on this machine");
      Assumptions.abort("no shell");
    }
    Path path = temp.resolve("run");
    Process process =
        new ProcessBuilder(
                List.of(
                    SHELL.toString(),
                    "-c",
                    "ulimit -f " + blocks + "; exec \"$@\"",
                    "limited",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:-UsePerfData",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Limited.class.getName(),
                    path.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), said);
    assertTrue(said.contains("largest size allowed") && said.contains("resume"), said);
    assertEquals(1, said.lines().count(), said);

    run(path);
    run(temp.resolve("whole"));
    String designs = Files.readString(path.resolve("designs.csv"));
    assertNotEquals("", designs);
    assertEquals(Files.readString(temp.resolve("whole/designs.csv")), designs);
  }
}
