package dev.lodestar.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a finished run says of itself. */
public final class FinishedRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FinishedRun() {}

  /** Whether a directory holds a finished run of this very configuration. */
  public static boolean of(Path directory, String config) {
    Path file = directory.resolve(RunDirectory.CONFIG);
    try {
      return Files.isRegularFile(directory.resolve(RunDirectory.SUMMARY))
          && Files.isRegularFile(file)
          && Files.readString(file).equals(config);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    }
  }

  /**
   * The run's designs, then its baselines.
   *
   * @throws IllegalArgumentException with a sentence where there is no finished run
   * @throws RunFailure where its files cannot be read
   */
  public static List<SetSummary> read(Path directory) {
    Path summary = directory.resolve(RunDirectory.SUMMARY);
    if (!Files.isRegularFile(directory.resolve(RunDirectory.CONFIG))) {
      throw new IllegalArgumentException(
          directory + " holds no run: there is no " + RunDirectory.CONFIG + " in it.");
    }
    if (!Files.isRegularFile(summary)) {
      throw new IllegalArgumentException(
          directory + " is not finished; finish it with: lodestar resume " + directory);
    }
    List<SetSummary> out = new ArrayList<>();
    try {
      for (JsonNode node : JSON.readTree(summary.toFile()).path("sets")) {
        out.add(JSON.treeToValue(node, SetSummary.class));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          summary + " is damaged; write it again with: lodestar resume " + directory, e);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", summary, e), e);
    }
    return out;
  }
}
