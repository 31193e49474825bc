package dev.lodestar.run.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python program of docs/scorers.md does what the page says. */
class DocumentedExampleTest {
  @Test
  void theExampleScores(@TempDir Path temp) throws Exception {
    Path script = temp.resolve("score.py");
    Files.writeString(script, example());
    ExecutableReward scorer;
    try {
      scorer =
          (ExecutableReward)
              new ExecutableScorer()
                  .create(Map.of("command", List.of("python3", script.toString())));
    } catch (IllegalArgumentException e) {
      System.out.println("SKIPPED DocumentedExampleTest: there is no python3 on this machine");
      Assumptions.abort("no python3");
      return;
    }
    try (scorer) {
      assertEquals(
          List.of(new Score.Value(0.5), new Score.Value(0)), scorer.score(List.of("ACGT", "TTAA")));
    }
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("lodestar.root"), "docs/scorers.md"));
    Matcher code = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(page);
    if (!code.find()) {
      throw new AssertionError("docs/scorers.md has no Python example");
    }
    return code.group(1);
  }
}
