package dev.lodestar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code lodestar models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List the shipped weights; each has a card beside it, which --long shows.")
final class ModelsCommand extends Listing {
  private static final String CARD = "card.md";

  private final Path models;

  ModelsCommand(Shell shell) {
    super(shell);
    this.models = shell.models();
  }

  @Override
  List<Entry> entries() {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(models)) {
      return folders
          .filter(f -> Files.isRegularFile(f.resolve(CARD)))
          .sorted()
          .map(ModelsCommand::entry)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + models + ": " + e.getMessage(), e);
    }
  }

  private static Entry entry(Path folder) {
    Path card = folder.resolve(CARD);
    try {
      List<String> lines = Files.readAllLines(card);
      return new Entry(folder.getFileName().toString(), purpose(lines), size(folder) + card, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + card + ": " + e.getMessage(), e);
    }
  }

  /** The card's first paragraph below its title. */
  private static String purpose(List<String> card) {
    return String.join(
        " ",
        card.stream()
            .dropWhile(line -> line.isBlank() || line.startsWith("#"))
            .takeWhile(line -> !line.isBlank())
            .map(String::strip)
            .toList());
  }

  private static String size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        bytes += Files.size(file);
      }
      return bytes == 0 ? "no weights yet; " : String.format(Locale.ROOT, "%.1f MB; ", bytes / 1e6);
    }
  }

  @Override
  String none() {
    return "There are no models in " + models + "; 'lodestar train' makes them.";
  }
}
