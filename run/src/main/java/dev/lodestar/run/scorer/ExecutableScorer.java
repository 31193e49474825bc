package dev.lodestar.run.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kind = "executable"}: a program that speaks JSON lines on standard input and output. */
public final class ExecutableScorer implements ScorerProvider {
  @Override
  public String kind() {
    return "executable";
  }

  @Override
  public String summary() {
    return "a program of yours that reads designs and writes scores, one JSON line a batch";
  }

  @Override
  public String source() {
    return "docs/scorers.md";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            "command",
            "list of strings",
            true,
            "the program and its arguments; run as it stands, without a shell"),
        new Setting("timeout", "number", false, "seconds that one batch may take; default 60"),
        new Setting("batch", "integer", false, "designs sent at once; default 256"),
        new Setting(
            "version",
            "string",
            false,
            "change it when the answers change for reasons the files named in 'command' do not"
                + " show; default empty"));
  }

  @Override
  public Reward<String> create(Map<String, Object> settings) {
    Given given = new Given(kind(), settings);
    List<String> command = given.texts("command");
    Path program =
        program(command.get(0))
            .orElseThrow(
                () ->
                    given.wrong(
                        "command",
                        command.get(0),
                        "a program that can be run (a path, or a name on the PATH)"));
    String identity =
        "executable "
            + command
            + " sha256 "
            + digest(program, command)
            + given.text("version").map(v -> " version " + v).orElse("");
    return new ExecutableReward(
        command,
        identity,
        given.number("timeout", 60, 0.001, 1e6),
        given.whole("batch", 256, 1, 1_000_000));
  }

  /** The file of a program, as the system would find it. */
  private static Optional<Path> program(String name) {
    try {
      if (name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0) {
        return Optional.of(Path.of(name)).filter(Files::isRegularFile).filter(Files::isExecutable);
      }
      for (String folder :
          Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
        for (String ending : List.of("", ".exe")) {
          Path file = Path.of(folder, name + ending);
          if (Files.isRegularFile(file) && Files.isExecutable(file)) {
            return Optional.of(file);
          }
        }
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Digest of the program and of every argument that is a file: another script, another scorer. */
  private static String digest(Path program, List<String> command) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      add(sha, program);
      for (String argument : command.subList(1, command.size())) {
        sha.update(argument.getBytes(StandardCharsets.UTF_8));
        try {
          Path file = Path.of(argument);
          if (Files.isRegularFile(file)) {
            add(sha, file);
          }
        } catch (InvalidPathException e) {
          // not a file's name: the argument itself has been digested
        }
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the scorer 'executable' cannot read a file of its command: " + e.getMessage() + ".", e);
    }
  }

  private static void add(MessageDigest sha, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    }
  }
}
