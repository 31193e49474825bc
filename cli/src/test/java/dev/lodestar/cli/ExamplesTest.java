package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.TaskInput;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that are shown to users can be read, with the plug-ins that are shipped. */
class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final Pattern TOML = Pattern.compile("(?s)```toml\\n(.*?)```");

  private static final Pattern NAME = Pattern.compile("\\[task\\]\\s+name\\s*=\\s*\"([^\"]+)\"");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      return files.filter(f -> f.toString().endsWith(".toml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreRight(Path example) throws IOException {
    List<String> given = files(example);
    assertDoesNotThrow(() -> RunConfig.read(example, given, Catalogs.installed()));
    String name = "examples/" + example.getFileName();
    assertTrue(Files.readString(example).contains("./lodestar run " + name), "says how to run it");
  }

  /** Some file for each that the example's task takes from its user. */
  private static List<String> files(Path example) throws IOException {
    Matcher name = NAME.matcher(Files.readString(example));
    assertTrue(name.find(), "names a task");
    return Catalogs.installed().tasks().get(name.group(1)).inputs().stream()
        .filter(TaskInput::file)
        .map(i -> "task." + i.name() + "=" + example.toAbsolutePath())
        .toList();
  }

  @Test
  void theReadmesConfigurationIsRight() throws IOException {
    Matcher block = TOML.matcher(Files.readString(ROOT.resolve("README.md")));
    assertTrue(block.find(), "README.md shows a configuration");
    RunConfig config =
        RunConfig.parse("README.md", block.group(1), List.of(), Catalogs.installed());
    assertFalse(config.components().isEmpty());
  }
}
