package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says where it cannot start; it says so before it builds anything. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path dir;
  private Path launcher;

  @BeforeEach
  void linkedFromElsewhere() throws IOException {
    Path root = Path.of(System.getProperty("lodestar.root"));
    launcher = Files.createSymbolicLink(dir.resolve("lodestar"), root.resolve("lodestar"));
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    Path bin = Files.createDirectories(dir.resolve("jdk").resolve("bin"));
    Path java =
        Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'java version \"11.0.2\"' >&2\n");
    assertEquals(true, java.toFile().setExecutable(true));
    assertEquals(
        "lodestar: "
            + java
            + " is version 11.0.2; Lodestar needs 17 or newer. Point JAVA_HOME to a"
            + " newer JDK.",
        says(dir.resolve("jdk")));
  }

  @Test
  void whatIsNoJavaIsNamed() throws Exception {
    Path bin = Files.createDirectories(dir.resolve("jdk").resolve("bin"));
    Path java =
        Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'no such thing' >&2\nexit 1\n");
    assertEquals(true, java.toFile().setExecutable(true));
    assertEquals(
        "lodestar: " + java + " does not answer like a Java; point JAVA_HOME to a JDK 17 or newer.",
        says(dir.resolve("jdk")));
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    assertEquals(
        "lodestar: JAVA_HOME is "
            + dir
            + ", but there is no bin/java in it. Point it to a JDK 17 or"
            + " newer, or unset it.",
        says(dir));
  }

  private String says(Path javaHome) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "tasks");
    builder.environment().put("JAVA_HOME", javaHome.toString());
    Process process = builder.directory(dir.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(true, process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    return said.strip();
  }
}
