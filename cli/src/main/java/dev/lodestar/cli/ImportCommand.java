package dev.lodestar.cli;

import dev.lodestar.onnx.export.Importer;
import dev.lodestar.onnx.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lodestar import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Check a model that an ONNX file and its manifest describe, or a pipeline's folder, try it, and"
            + " take it over.")
final class ImportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "Folder of the manifest, or of a pipeline.")
  private Path from;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "What the model is called here; by default as its folder.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Where models are kept; by default the shipped ones' place.")
  private Optional<Path> models = Optional.empty();

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = (Files.isDirectory(from) ? from : from.toAbsolutePath().getParent());
    String called = name.orElse(folder.toAbsolutePath().normalize().getFileName().toString());
    if (!called.matches("[\\p{Alnum}_][\\p{Alnum}_.-]*")) {
      throw new IllegalArgumentException(
          "'" + called + "' cannot be a model's name; give one of letters, digits and '-': --as.");
    }
    Path taken = Importer.take(from, models.orElse(shell.models()).resolve(called));
    shell
        .out()
        .println(
            taken.endsWith(Manifest.FILE) || Files.isDirectory(taken)
                ? "Checked and tried; run it with --set model.denoiser="
                    + taken
                    + " if it is a denoiser, or as a [[reward.component]] of kind \"onnx\"."
                : "These are weights of the project's own, now in " + taken + ".");
    return Lodestar.DONE;
  }
}
