package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CompositeRewardTest {
  private static Reward<String> each(Function<String, Score> one) {
    return designs -> designs.stream().map(one).toList();
  }

  private static final Reward<String> LENGTH = each(d -> Score.of(d.length()));
  private static final Reward<String> NO_X =
      each(d -> d.contains("X") ? new Score.Infeasible("holds an X") : new Score.Value(1));

  private static Component<String> component(String name, Reward<String> reward, double weight) {
    return new Component<>(name, reward, Transform.IDENTITY, weight, false);
  }

  @Test
  void explainsEveryComponentBesideTheTotal() {
    Component<String> step =
        new Component<>("long", LENGTH, Transforms.of("right-step", Map.of("high", 3)), 0.5, false);
    CompositeReward<String> reward =
        new CompositeReward<>(
            List.of(component("length", LENGTH, 2), step), Aggregation.WEIGHTED_SUM);
    List<Explanation> explanations = reward.explain(List.of("AAAA", "CC"));
    assertEquals(new Score.Value(8.5), explanations.get(0).total());
    assertEquals(new Score.Value(4), explanations.get(1).total());
    assertEquals(
        List.of(
            new Explanation.Part("length", Optional.of(new Score.Value(2)), OptionalDouble.of(2)),
            new Explanation.Part("long", Optional.of(new Score.Value(2)), OptionalDouble.of(0))),
        explanations.get(1).parts());
    assertEquals(
        explanations.stream().map(Explanation::total).toList(),
        reward.score(List.of("AAAA", "CC")));
  }

  @Test
  void aSingleComponentPassesThrough() {
    Reward<String> reward = each(d -> Score.of(-0.1 * d.length()));
    assertEquals(
        reward.score(List.of("ACG")),
        new CompositeReward<>(List.of(component("r", reward, 1)), Aggregation.WEIGHTED_SUM)
            .score(List.of("ACG")));
  }

  @Test
  void aFailedComponentFailsTheWholeAndIsNeverRenormalisedAway() {
    Reward<String> broken = each(d -> new Score.Failed("out of order"));
    for (Aggregation aggregation : Aggregation.values()) {
      Score score =
          new CompositeReward<>(
                  List.of(component("good", LENGTH, 1), component("bad", broken, 1)), aggregation)
              .score(List.of("ACG"))
              .get(0);
      assertEquals(new Score.Failed("bad: out of order"), score);
    }
  }

  @Test
  void aRawScoreWithoutATransformedOneFails() {
    Transform mapping = Transforms.of("value-mapping", Map.of("mapping", Map.of("3", 1)));
    CompositeReward<String> reward =
        new CompositeReward<>(
            List.of(new Component<>("m", LENGTH, mapping, 1, false)), Aggregation.WEIGHTED_SUM);
    assertEquals(new Score.Value(1), reward.score(List.of("AAA")).get(0));
    Score score = reward.score(List.of("AAAA")).get(0);
    assertTrue(assertInstanceOf(Score.Failed.class, score).cause().contains("raw score 4.0"));
  }

  @Test
  void infeasibleWinsOverFailedAndCostsNoFurtherCalls() {
    List<String> asked = new ArrayList<>();
    Reward<String> dear =
        designs -> {
          asked.addAll(designs);
          return designs.stream().<Score>map(d -> new Score.Failed("down")).toList();
        };
    CompositeReward<String> reward =
        new CompositeReward<>(
            List.of(
                component("dear", dear, 1),
                new Component<>("rule", NO_X, Transform.IDENTITY, 1, true)),
            Aggregation.WEIGHTED_SUM);
    List<Explanation> explanations = reward.explain(List.of("AX", "AC"));
    assertEquals(new Score.Infeasible("rule: holds an X"), explanations.get(0).total());
    assertEquals(Optional.empty(), explanations.get(0).parts().get(0).raw());
    assertEquals(new Score.Failed("dear: down"), explanations.get(1).total());
    assertEquals(List.of("AC"), asked);
  }

  @Test
  void refusesNoComponentsAndEqualNames() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CompositeReward<String>(List.of(), Aggregation.WEIGHTED_SUM));
    Component<String> c = component("a", LENGTH, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new CompositeReward<>(List.of(c, c), Aggregation.WEIGHTED_SUM))
            .getMessage();
    assertTrue(message.contains("named 'a'"), message);
  }
}
