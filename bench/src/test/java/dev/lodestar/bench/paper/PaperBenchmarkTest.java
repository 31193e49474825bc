package dev.lodestar.bench.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperBenchmarkTest {
  private static final Catalogs CATALOGS =
      Catalogs.of(
          List.of(
              new Offered("tiny", List.of(), () -> new TinyTask(6).withGradients()),
              new Offered(
                  "broken",
                  List.of(),
                  () -> {
                    throw new UncheckedIOException(new IOException("its weights are missing"));
                  }),
              new Offered(
                  "wanting",
                  List.of(TaskInput.file("structure", "the structure to design for")),
                  () -> new TinyTask(6))),
          List.of());

  @TempDir private Path folder;

  @Test
  void aTableHasEveryMethodAndALineForEachLinkOfTheOrder() throws IOException {
    run("--tasks", "tiny");

    String table = Files.readString(folder.resolve("table.md"));
    for (Contender c : Contender.values()) {
      assertTrue(table.contains("\n| " + c.title()), c + " is missing in\n" + table);
    }
    assertEquals(4, table.lines().filter(l -> l.contains("held-out medians differ by")).count());
    assertTrue(Files.readString(folder.resolve("table.html")).contains("<h2>tiny</h2>"));
  }

  @Test
  void onlyTheMethodsThatAreAskedForRun() throws IOException {
    run("--tasks", "tiny", "--methods", "svdd-mc,svdd-r");

    String table = Files.readString(folder.resolve("table.md"));
    assertEquals(
        List.of("pretrained", "SVDD-MC", "SVDD-R"),
        table
            .lines()
            .dropWhile(l -> !l.startsWith("| method"))
            .skip(2)
            .takeWhile(l -> l.startsWith("|"))
            .map(l -> l.split("\\|")[1].strip())
            .toList());
    assertTrue(table.contains("**cannot be told**; SVDD-PM is not among the rows"), table);
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> run("--tasks", "tiny", "--methods", "svdd-mk"))
            .getMessage();
    assertTrue(said.startsWith("There is no method 'svdd-mk'"), said);
    assertTrue(said.contains("svdd-mc"), said);
  }

  @Test
  void aMethodThatCannotRunIsNamedWithItsReason() throws IOException {
    Catalogs plain =
        Catalogs.of(List.of(new Offered("tiny", List.of(), () -> new TinyTask(6))), List.of());
    run(plain, "--tasks", "tiny");

    String table = Files.readString(folder.resolve("table.md"));
    for (String title : List.of("classifier guidance", "DPS")) {
      assertTrue(
          table.contains("* " + title + ": does not run: the task tiny has no gradient"), table);
    }
    assertTrue(table.contains("* SVDD-MC: does not run: the task tiny has no value"), table);
  }

  @Test
  void aTaskThatCannotBeOpenedIsSkippedAloudAndTheOthersRun() throws IOException {
    String said = run();

    assertTrue(said.contains("SKIPPED broken"), said);
    assertTrue(said.contains("its weights are missing"), said);
    assertTrue(
        said.contains("SKIPPED wanting: it needs the structure to design for; give it as --inputs"),
        said);
    String table = Files.readString(folder.resolve("table.md"));
    assertTrue(table.contains("* broken: does not run"), table);
    assertTrue(table.contains("## tiny"), table);
  }

  @Test
  void whatIsFinishedIsNotRunAgain() throws IOException {
    run("--tasks", "tiny");
    String before = Files.readString(folder.resolve("table.md"));
    FileTime old = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(folder.resolve("tiny"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
    run("--tasks", "tiny");

    assertEquals(before, Files.readString(folder.resolve("table.md")));
    try (Stream<Path> files = Files.walk(folder.resolve("tiny"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertEquals(old, Files.getLastModifiedTime(file), file + " was written again");
      }
    }
  }

  @Test
  void searchesAskTheScorerAsOftenAsSvdd() {
    Scale scale = new Scale(16, 8, 0.5);
    assertEquals(128, scale.calls());
    // one pass of T steps, and rounds of a quarter of them, with M/4 children
    assertEquals(
        scale.calls(), scale.width() / 4 * (scale.steps() + scale.rounds() * scale.back()));
    assertTrue(Contender.BEST_OF_N_CALLS.setting(scale).choices().contains("n=" + scale.calls()));
  }

  @Test
  void aWidthThatCannotBeSharedOutIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> run("--width", "6"));
    assertTrue(e.getMessage().contains("multiple of 4"), e.getMessage());
  }

  @Test
  void anUnknownTaskIsNamedWithTheNearestOne() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> run("--tasks", "tinny"));
    assertTrue(e.getMessage().contains("did you mean 'tiny'"), e.getMessage());
  }

  private String run(String... arguments) throws IOException {
    return run(CATALOGS, arguments);
  }

  private String run(Catalogs catalogs, String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    List<String> all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--designs", "6", "--seeds", "2", "--steps", "4", "--out"))
            .toList();
    all = Stream.concat(all.stream(), Stream.of(folder.toString())).toList();
    new PaperBenchmark(() -> catalogs).run(all, new PrintWriter(out, true));
    return out.toString();
  }

  private record Offered(String name, List<TaskInput> inputs, Supplier<Task<?, ?>> make)
      implements TaskProvider {
    @Override
    public String summary() {
      return "letters in order";
    }

    @Override
    public String source() {
      return "made up";
    }

    @Override
    public List<Sampler> samplers() {
      return MaskedSamplers.ALL;
    }

    @Override
    public Task<?, ?> open(Path models, int threads) {
      return make.get();
    }
  }
}
