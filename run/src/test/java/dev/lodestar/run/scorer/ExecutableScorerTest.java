package dev.lodestar.run.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutableScorerTest {
  private static final List<String> DESIGNS = List.of("A", "CC", "GGG", "TTTT", "ACGTA", "ACGTAC");

  private final ExecutableScorer provider = new ExecutableScorer();
  private Reward<String> scorer;

  private Reward<String> scorer(String mode, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("command", ChildProgram.command(mode));
    scorer = provider.create(settings);
    return scorer;
  }

  private Reward<String> scorer(String mode) {
    return scorer(mode, Map.of());
  }

  @AfterEach
  void end() throws Exception {
    if (scorer != null) {
      ((AutoCloseable) scorer).close();
    }
  }

  private static List<Score> values(double... values) {
    return java.util.Arrays.stream(values).<Score>mapToObj(Score.Value::new).toList();
  }

  @Test
  void aChildAnswersBatchAfterBatch() {
    Reward<String> lengths = scorer("lengths");
    for (int i = 0; i < 50; i++) {
      assertEquals(values(1, 2, 3, 4, 5, 6), lengths.score(DESIGNS));
    }
  }

  @Test
  void batchesAreCutToTheGivenSize() {
    assertEquals(values(1, 2, 3, 4, 5, 6), scorer("lengths", Map.of("batch", 4L)).score(DESIGNS));
  }

  @Test
  void aLargeBatchFitsThroughThePipesBothWays() {
    List<String> many =
        Collections.nCopies(20_000, "ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTAC");
    List<Score> scores = scorer("lengths", Map.of("batch", 20_000L)).score(many);
    assertEquals(Collections.nCopies(20_000, new Score.Value(50)), scores);
  }

  @Test
  void everyScoreThatIsNoNumberIsAFailureOrInfeasible() {
    List<Score> scores = scorer("nan").score(DESIGNS);
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(Score.Failed.class, scores.get(i), "answer " + i);
    }
    assertEquals(new Score.Infeasible("stop codon"), scores.get(4));
    assertEquals(new Score.Value(2), scores.get(5));
  }

  @ParameterizedTest
  @CsvSource({
    "crash, exit code 3",
    "crash, the model is on fire",
    "garbage, 'Loading model ... done'",
    "short, 1 scores for 6 designs",
    "other-id, request 999",
    "other-protocol, protocol 2",
    "error, no GPU",
    "flood, longer than"
  })
  void aFaultFailsTheBatchAndSaysWhy(String mode, String says) {
    for (Score score : scorer(mode).score(DESIGNS)) {
      String cause = assertInstanceOf(Score.Failed.class, score).cause();
      assertTrue(cause.contains(says), cause);
    }
  }

  @Test
  void aHangingChildIsGivenUpAfterItsTime() {
    Score score = scorer("hang", Map.of("timeout", 1.5)).score(DESIGNS).get(0);
    String cause = assertInstanceOf(Score.Failed.class, score).cause();
    assertTrue(cause.contains("within 1.5 s"), cause);
  }

  @Test
  void aCrashedChildIsStartedAgain() {
    Reward<String> fragile = scorer("crash-once");
    assertEquals(values(1), fragile.score(List.of("A")));
    assertInstanceOf(Score.Failed.class, fragile.score(List.of("A")).get(0));
    assertEquals(values(2), fragile.score(List.of("CC")));
  }

  @Test
  void aChildThatSpeaksUnaskedIsNotBelieved() throws InterruptedException {
    Reward<String> chatty = scorer("chatter");
    assertEquals(values(1), chatty.score(List.of("A")));
    Thread.sleep(300); // its second line arrives
    String cause = assertInstanceOf(Score.Failed.class, chatty.score(List.of("A")).get(0)).cause();
    assertTrue(cause.contains("without being asked") || cause.contains("not JSON"), cause);
  }

  @Test
  void standardErrorNeitherBlocksNorGrows() {
    assertEquals(values(1), scorer("silent-flood").score(List.of("A")));
  }

  @Test
  void aChildThatAnswersOnceIsStartedForEveryBatch() throws InterruptedException {
    Reward<String> once = scorer("one-shot");
    for (int i = 0; i < 3; i++) {
      assertEquals(values(1), once.score(List.of("A")));
      Thread.sleep(500); // it ends
    }
  }

  @Test
  void settingsThatDoNotFitGetASentence(@TempDir Path temp) {
    assertTrue(refused(Map.of()).contains("'command'"));
    assertTrue(refused(Map.of("command", "score.py")).contains("list of strings"));
    assertTrue(
        refused(Map.of("command", List.of("no-such-program-9"))).contains("no-such-program"));
    assertTrue(refused(Map.of("command", List.of(temp.toString()))).contains("can be run"));
    Map<String, Object> slow = Map.of("command", ChildProgram.command("x"), "timeout", -1L);
    assertTrue(refused(slow).contains("'timeout'"));
  }

  private String refused(Map<String, Object> settings) {
    return assertThrows(IllegalArgumentException.class, () -> provider.create(settings))
        .getMessage();
  }

  @Test
  void anotherScriptIsAnotherScorer(@TempDir Path temp) throws IOException {
    Path script = temp.resolve("score.txt");
    Files.writeString(script, "one");
    List<String> command = ChildProgram.command("lengths", script.toString());
    String before = provider.create(Map.of("command", command)).identity();
    assertEquals(before, provider.create(Map.of("command", command)).identity());
    assertNotEquals(before, provider.create(Map.of("command", command, "version", "2")).identity());
    Files.writeString(script, "two");
    assertNotEquals(before, provider.create(Map.of("command", command)).identity());
  }

  @Test
  void bothKindsAreFound() {
    List<String> kinds =
        ServiceLoader.load(ScorerProvider.class).stream().map(p -> p.get().kind()).toList();
    assertTrue(kinds.containsAll(List.of("executable", "http")), kinds.toString());
  }
}
