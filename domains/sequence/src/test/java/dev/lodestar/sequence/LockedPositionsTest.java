package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.task.Constraints;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockedPositionsTest {
  private static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 3);

  private static Constraints locked(int position, String letter) {
    return new Constraints(new TreeMap<>(Map.of(position, letter)));
  }

  @Test
  void locksBecomeTokens() {
    assertArrayEquals(new int[] {-1, 3, -1}, LockedPositions.template(locked(1, "u"), CODEC));
    assertArrayEquals(new int[] {-1, -1, -1}, LockedPositions.template(Constraints.none(), CODEC));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertEquals(
        "Position 3 cannot be locked: designs have the positions 0 to 2.", fault(locked(3, "A")));
    assertEquals(
        "Position 0 is locked to 'AC'; it takes one DNA letter of ACGT.", fault(locked(0, "AC")));
    assertEquals(
        "Position 0 is locked to 'N'; it takes one DNA letter of ACGT.", fault(locked(0, "N")));
  }

  private static String fault(Constraints constraints) {
    return assertThrows(
            IllegalArgumentException.class, () -> LockedPositions.template(constraints, CODEC))
        .getMessage();
  }
}
