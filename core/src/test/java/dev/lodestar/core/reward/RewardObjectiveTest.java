package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardObjectiveTest {
  private static final class Letters implements Codec<Tokens, String> {
    @Override
    public List<String> decode(Tokens clean) {
      List<String> out = new ArrayList<>();
      for (int i = 0; i < clean.size(); i++) {
        StringBuilder s = new StringBuilder();
        Arrays.stream(clean.row(i)).forEach(t -> s.append("ACGT".charAt(t)));
        out.add(s.toString());
      }
      return out;
    }

    @Override
    public Tokens encode(List<String> designs) {
      int length = designs.get(0).length();
      int[] data = String.join("", designs).chars().map("ACGT"::indexOf).toArray();
      return new Tokens(data, length);
    }
  }

  private static final Letters CODEC = new Letters();

  private static Score oneOf(String design) {
    return switch (design) {
      case "AA" -> new Score.Value(2);
      case "CC" -> new Score.Infeasible("rule");
      default -> new Score.Failed("crashed");
    };
  }

  @Test
  void mapsScoresToNumbersAndScoresEqualDesignsOnce() {
    List<List<String>> calls = new ArrayList<>();
    Reward<String> reward =
        designs -> {
          calls.add(designs);
          return designs.stream().map(RewardObjectiveTest::oneOf).toList();
        };
    RewardObjective<Tokens, String> objective =
        new RewardObjective<>(CODEC, reward, new FailurePolicy.Drop(0));
    double no = Double.NEGATIVE_INFINITY;
    assertArrayEquals(
        new double[] {2, no, 2, no, no},
        objective.of(CODEC.encode(List.of("AA", "CC", "AA", "GG", "CC"))));
    assertEquals(List.of(List.of("AA", "CC", "GG")), calls);
  }

  @Test
  void stopsWithASentenceWhereTheUserWantsThat() {
    Reward<String> reward = designs -> designs.stream().map(RewardObjectiveTest::oneOf).toList();
    RewardObjective<Tokens, String> objective =
        new RewardObjective<>(CODEC, reward, new FailurePolicy.Stop(2));
    assertArrayEquals(
        new double[] {Double.NEGATIVE_INFINITY}, objective.of(CODEC.encode(List.of("CC"))));
    String message =
        assertThrows(ScoringStopped.class, () -> objective.of(CODEC.encode(List.of("AA", "GG"))))
            .getMessage();
    assertTrue(message.contains("GG") && message.contains("crashed"), message);
  }

  @Test
  void refusesAWrongNumberOfAnswers() {
    RewardObjective<Tokens, String> objective =
        new RewardObjective<>(CODEC, d -> List.of(), new FailurePolicy.Drop(0));
    assertThrows(IllegalStateException.class, () -> objective.of(CODEC.encode(List.of("AA"))));
  }
}
