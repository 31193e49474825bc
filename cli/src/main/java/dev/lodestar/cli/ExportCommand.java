package dev.lodestar.cli;

import dev.lodestar.onnx.export.Exporter;
import dev.lodestar.onnx.export.TwoEngines;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lodestar export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a model of the project as an ONNX file with its manifest.")
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "MODEL",
      description = "A shipped model's name ('lodestar models' lists them), or a weights file.")
  private String model;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Where model.onnx and manifest.toml go.")
  private Path out;

  @Option(
      names = "--length",
      defaultValue = "0",
      paramLabel = "N",
      description = "Positions that the network takes; by default any, where it can.")
  private int length;

  @Option(
      names = "--class",
      paramLabel = "K",
      description =
          "The class whose log-probability a classifier scores, or that a conditional denoiser is"
              + " told.")
  private Optional<Integer> number = Optional.empty();

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (length < 0 || length > 1_000_000) {
      throw new IllegalArgumentException("--length " + length + ": take a number from 1, or none.");
    }
    Path weights = weights();
    Path manifest = Exporter.export(weights, new Exporter.Wanted(length, number), out);
    double apart = TwoEngines.difference(weights, manifest);
    shell
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s describes %s. ONNX Runtime answers as libtorch does, to %.0e of the largest"
                    + " answer.",
                manifest,
                manifest.resolveSibling(Exporter.MODEL),
                apart));
    return Lodestar.DONE;
  }

  private Path weights() throws IOException {
    Path given = Path.of(model);
    if (Files.isRegularFile(given)) {
      return given;
    }
    String name = Named.find("model", model, shipped(), m -> m);
    return ModelFolder.of(shell.models(), name).weights();
  }

  private List<String> shipped() throws IOException {
    try (Stream<Path> folders = Files.list(shell.models())) {
      return folders
          .map(f -> f.getFileName().toString())
          .filter(n -> Files.isRegularFile(ModelFolder.of(shell.models(), n).weights()))
          .sorted()
          .toList();
    }
  }
}
