package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.BudgetExhausted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedRewardTest {
  private static final List<String> DESIGNS = List.of("A", "C");

  private record Fault(String expected, Reward<String> reward) {
    @Override
    public String toString() {
      return expected;
    }
  }

  private static Stream<Fault> faults() {
    return Stream.of(
        new Fault("threw IllegalStateException: no server", d -> fail("no server")),
        new Fault("threw AssertionError", d -> error(new AssertionError())),
        new Fault("threw NoClassDefFoundError: x", d -> error(new NoClassDefFoundError("x"))),
        new Fault("answered null instead of a list", d -> null),
        new Fault("answered null for the design", d -> Arrays.asList(null, null)),
        new Fault("1 answers for 2 designs", d -> List.of(new Score.Value(0))),
        new Fault("answered NaN", d -> d.stream().map(x -> Score.of(Double.NaN)).toList()),
        new Fault("a score must be finite, not NaN", d -> List.of(new Score.Value(Double.NaN))),
        new Fault(
            "own cause", d -> d.stream().<Score>map(x -> new Score.Failed("own cause")).toList()));
  }

  private static List<Score> fail(String message) {
    throw new IllegalStateException(message);
  }

  private static List<Score> error(Error e) {
    throw e;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultBecomesFailedWithItsCause(Fault fault) {
    List<Failure<String>> heard = new ArrayList<>();
    GuardedReward<String> guarded = new GuardedReward<>("s", fault.reward(), 0, heard::add);
    List<Score> scores = guarded.score(DESIGNS);
    assertEquals(2, scores.size());
    for (Score score : scores) {
      String cause = assertInstanceOf(Score.Failed.class, score).cause();
      assertTrue(cause.contains(fault.expected()), cause);
    }
    assertEquals(2, guarded.failures());
    assertEquals(1, heard.size());
    assertEquals(DESIGNS, heard.get(0).designs());
    assertTrue(heard.get(0).last());
  }

  @Test
  void asksAgainOnlyForWhatFailed() {
    List<List<String>> calls = new ArrayList<>();
    List<Failure<String>> heard = new ArrayList<>();
    Reward<String> flaky =
        designs -> {
          calls.add(designs);
          int call = calls.size();
          return designs.stream()
              .map(d -> d.equals("C") && call < 3 ? new Score.Failed("busy") : Score.of(call))
              .toList();
        };
    GuardedReward<String> guarded = new GuardedReward<>("s", flaky, 5, heard::add);
    assertEquals(List.of(new Score.Value(1), new Score.Value(3)), guarded.score(DESIGNS));
    assertEquals(List.of(DESIGNS, List.of("C"), List.of("C")), calls);
    assertEquals(0, guarded.failures());
    assertEquals(List.of(1, 2), heard.stream().map(Failure::attempt).toList());
    assertTrue(heard.stream().noneMatch(Failure::last));
  }

  @Test
  void givesUpAfterTheLastRetry() {
    List<Failure<String>> heard = new ArrayList<>();
    GuardedReward<String> guarded = new GuardedReward<>("s", d -> fail("down"), 2, heard::add);
    assertInstanceOf(Score.Failed.class, guarded.score(List.of("A")).get(0));
    assertEquals(List.of(false, false, true), heard.stream().map(Failure::last).toList());
    assertEquals(1, guarded.failures());
  }

  @Test
  void infeasibleIsAnAnswerAndIsNotRetried() {
    List<List<String>> calls = new ArrayList<>();
    Reward<String> rule =
        designs -> {
          calls.add(designs);
          return designs.stream().<Score>map(d -> new Score.Infeasible("no")).toList();
        };
    GuardedReward<String> guarded = new GuardedReward<>("s", rule, 3, f -> {});
    assertInstanceOf(Score.Infeasible.class, guarded.score(DESIGNS).get(0));
    assertEquals(1, calls.size());
  }

  @Test
  void anExhaustedBudgetPassesThrough() {
    Reward<String> metered =
        designs -> {
          throw new BudgetExhausted("no more calls");
        };
    assertThrows(
        BudgetExhausted.class, () -> new GuardedReward<>("s", metered, 3, f -> {}).score(DESIGNS));
  }
}
