package dev.lodestar.run.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path temp;

  /** Another process that takes a directory and holds it until its input ends. */
  public static final class Holder {
    public static void main(String[] args) throws IOException {
      try (RunDirectory held = RunDirectory.create(Path.of(args[0]))) {
        held.write(RunDirectory.CONFIG, "seed = 1\n");
        System.out.println("held");
        System.in.read();
      }
    }
  }

  @Test
  void twoProcessesCannotShareADirectory() throws Exception {
    Path run = temp.resolve("run");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      byte[] said = holder.getInputStream().readNBytes(4);
      assertEquals("held", new String(said, java.nio.charset.StandardCharsets.US_ASCII));
      for (int i = 0; i < 2; i++) {
        String says = assertThrows(RunFailure.class, () -> RunDirectory.open(run)).getMessage();
        assertTrue(says.contains("in use") && says.contains("process " + holder.pid()), says);
      }
      assertThrows(RunFailure.class, () -> RunDirectory.create(run));
    } finally {
      holder.destroyForcibly(); // like kill -9: the system releases the lock
      assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
    }
    RunDirectory.open(run).close();
  }

  @Test
  void oneProcessCannotOpenADirectoryTwice() {
    Path run = temp.resolve("run");
    try (RunDirectory first = RunDirectory.create(run)) {
      first.write(RunDirectory.CONFIG, "");
      assertThrows(RunFailure.class, () -> RunDirectory.open(run));
    }
    RunDirectory.open(run).close();
    RunDirectory.open(run).close();
  }

  @Test
  void aDirectoryWithFilesIsNotOverwritten() throws IOException {
    Files.writeString(temp.resolve("thesis.tex"), "precious");
    String says =
        assertThrows(IllegalArgumentException.class, () -> RunDirectory.create(temp)).getMessage();
    assertTrue(says.contains("not empty"), says);
    Path run = temp.resolve("run");
    try (RunDirectory directory = RunDirectory.create(run)) {
      directory.write(RunDirectory.CONFIG, "");
    }
    says =
        assertThrows(IllegalArgumentException.class, () -> RunDirectory.create(run)).getMessage();
    assertTrue(says.contains("lodestar resume"), says);
    assertThrows(
        IllegalArgumentException.class, () -> RunDirectory.create(temp.resolve("thesis.tex")));
  }

  @Test
  void whatIsNoRunIsNotOpened() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> RunDirectory.open(temp))
            .getMessage()
            .contains("holds no run"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> RunDirectory.open(temp.resolve("nowhere")))
            .getMessage()
            .contains("not a directory"));
  }

  @Test
  void newDirectoriesNeverMeet() {
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    try (RunDirectory one = RunDirectory.createUnder(temp.resolve("runs"), "utr5", "svdd", clock);
        RunDirectory two = RunDirectory.createUnder(temp.resolve("runs"), "utr5", "svdd", clock)) {
      assertEquals("utr5-svdd-20260304-050607", one.path().getFileName().toString());
      assertNotEquals(one.path(), two.path());
    }
  }

  @Test
  void eventsAreWholeLinesEvenAfterATornOne() throws IOException {
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      directory.event("one", Map.of("n", 1));
      Path events = directory.file(RunDirectory.EVENTS);
      Files.writeString(events, "{\"time\":\"20", StandardOpenOption.APPEND);
      directory.event("two", Map.of("text", "line\nbreak"));
      List<String> lines = Files.readAllLines(events);
      assertEquals(2, lines.size());
      assertTrue(lines.get(0).endsWith("\"event\":\"one\",\"n\":1}"), lines.get(0));
      assertTrue(lines.get(1).endsWith("\"text\":\"line\\nbreak\"}"), lines.get(1));
    }
  }

  @Test
  void aFileAppearsWholeOrNotAtAll() throws IOException {
    Path file = Files.writeString(temp.resolve("a.txt"), "old");
    assertThrows(
        RunFailure.class,
        () ->
            DurableFiles.replace(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("No space left on device");
                }));
    assertEquals("old", Files.readString(file));
    assertFalse(Files.exists(temp.resolve("a.txt.tmp")));
    DurableFiles.replace(file, "new");
    assertEquals("new", Files.readString(file));
  }
}
