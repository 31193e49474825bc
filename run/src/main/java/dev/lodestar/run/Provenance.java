package dev.lodestar.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a run was made with: versions, digests of models and configuration, seed, machine. */
public final class Provenance {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Provenance() {}

  /** Version of this build. */
  public static String version() {
    try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String json(RunPlan plan, Task<?, ?> task) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("lodestar", version());
    out.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    out.put("task", task.name());
    out.put("method", plan.method().toString());
    out.put("seed", plan.seed());
    out.put("group", plan.group());
    out.put("threads", plan.threads());
    out.put("config", sha256(plan.config()));
    plan.start().ifPresent(s -> out.put("start", sha256(s.file())));
    out.put("models", models(task));
    out.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    out.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    out.put("arch", System.getProperty("os.arch"));
    out.put("cpu", cpu());
    out.put("cores", Runtime.getRuntime().availableProcessors());
    try {
      return JSON.writeValueAsString(out) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks that a run goes on with what it began with.
   *
   * @throws IllegalArgumentException with a sentence where configuration or models have changed
   */
  static void requireSame(RunDirectory directory, RunPlan plan, Task<?, ?> task) {
    JsonNode then = read(directory);
    if (!then.path("config").asText().equals(sha256(plan.config()))) {
      throw new IllegalArgumentException(
          directory.file(RunDirectory.CONFIG)
              + " is not the configuration that the run began with. Put it back, or start a new"
              + " run.");
    }
    plan.start()
        .filter(s -> !then.path("start").asText("").equals(sha256(s.file())))
        .ifPresent(
            s -> {
              throw new IllegalArgumentException(
                  s.file()
                      + " does not hold the designs that the run began with. Put them back, or start"
                      + " a new run.");
            });
    JsonNode models = then.path("models");
    models(task)
        .forEach(
            (role, digest) -> {
              if (!models.path(role).asText(digest).equals(digest)) {
                throw new IllegalArgumentException(
                    "the model '"
                        + role
                        + "' ("
                        + task.modelFiles().get(role)
                        + ") is not the one that the run in "
                        + directory.path()
                        + " began with. Put it back, or start a new run.");
              }
            });
  }

  static JsonNode read(RunDirectory directory) {
    Path file = directory.file(RunDirectory.PROVENANCE);
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new RunFailure(file + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    }
  }

  private static Map<String, String> models(Task<?, ?> task) {
    Map<String, String> out = new TreeMap<>();
    task.modelFiles().forEach((role, file) -> out.put(role, sha256(file)));
    return out;
  }

  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo"); // the one place where Java can read the model's name
    try {
      return Files.readAllLines(info).stream()
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String sha256(Path file) {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        // the stream digests what it reads
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    }
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
