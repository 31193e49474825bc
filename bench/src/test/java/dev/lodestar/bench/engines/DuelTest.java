package dev.lodestar.bench.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both engines get every question, in turns, and no question comes twice. */
class DuelTest {
  @Test
  void bothAreAskedTheSameInTurns() {
    List<String> asked = new ArrayList<>();
    Duel<Integer> duel =
        new Duel<>(q -> asked.add("a" + q), q -> asked.add("b" + q), round -> round);
    Duel.Took took = duel.fight(0);
    assertEquals(5, took.rounds());
    assertEquals(
        List.of("a3", "b3", "b4", "a4", "a5", "b5", "b6", "a6", "a7", "b7"),
        asked.subList(6, asked.size()));
    assertEquals(asked.size(), new HashSet<>(asked).size());
    assertEquals(took.first() / took.second(), took.ratio());
    assertTrue(took.first() > 0);
  }
}
