package dev.lodestar.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.process.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCodecTest {
  private static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 3);

  @Test
  void decodingUndoesEncoding() {
    List<String> designs = List.of("ACG", "TTT");
    Tokens states = CODEC.encode(designs);
    assertEquals(new Tokens(new int[] {0, 1, 2, 3, 3, 3}, 3), states);
    assertEquals(designs, CODEC.decode(states));
  }

  @Test
  void otherLengthsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> CODEC.encode(List.of("ACGT")));
    assertThrows(IllegalArgumentException.class, () -> CODEC.decode(Tokens.filled(1, 4, 0)));
  }
}
