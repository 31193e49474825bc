package dev.lodestar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A configuration file, and what is changed in it. */
final class ConfigArguments {
  @Parameters(paramLabel = "FILE", description = "Configuration of the run (TOML).")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change one key, as in --set decoder.width=20; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  Path file() {
    return file;
  }

  List<String> overrides() {
    return overrides;
  }
}
