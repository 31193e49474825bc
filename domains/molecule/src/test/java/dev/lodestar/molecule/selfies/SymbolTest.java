package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Symbols are what their text says. */
class SymbolTest {
  /** The symbols of a text such as {@code [C][=O]}. */
  static List<Symbol> symbols(String text) {
    return Arrays.stream(text.split("(?<=])")).map(Symbol::parse).toList();
  }

  @Test
  void textsComeBack() {
    for (String text :
        new String[] {"[end]", "[C]", "[#N+1]", "[O-1]", "[=Branch2]", "[Ring1]", "[#Branch1]"}) {
      assertEquals(text, Symbol.parse(text).text());
    }
    assertEquals(new Symbol.Atom(2, "N", 1), Symbol.parse("[=N+1]"));
    assertEquals(new Symbol.Ring(2, 1), Symbol.parse("[=Ring1]"));
  }

  @Test
  void whatIsNoSymbolIsNamed() {
    for (String text : new String[] {"C", "[=]", "[C+]", "[Ring3]", "[Xx]", "[C+4]"}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> Symbol.parse(text));
      assertTrue(
          e.getMessage().contains("is no symbol") || e.getMessage().contains("has no atom"),
          e.getMessage());
    }
  }

  @Test
  void numbersAreDigits() {
    for (int value : new int[] {0, 1, 15, 16, 255, 256, 4000}) {
      List<Symbol> digits = Indices.symbols(value);
      assertEquals(Indices.digits(value), digits.size());
      assertEquals(value, Indices.value(digits));
    }
    assertEquals(symbols("[Ring1][C]"), Indices.symbols(16));
  }
}
