package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols read as numbers: behind a branch or ring symbol the next ones are digits to the base 16,
 * highest first. A symbol that is no digit counts as 0.
 */
final class Indices {
  static final int BASE = 16;
  private static final List<Symbol> DIGITS =
      List.of(
              "[C]",
              "[Ring1]",
              "[Ring2]",
              "[Branch1]",
              "[=Branch1]",
              "[#Branch1]",
              "[Branch2]",
              "[=Branch2]",
              "[#Branch2]",
              "[O]",
              "[N]",
              "[=N]",
              "[=C]",
              "[#C]",
              "[S]",
              "[P]")
          .stream()
          .map(Symbol::parse)
          .toList();
  private static final Map<Symbol, Integer> VALUES = new HashMap<>();

  static {
    for (int i = 0; i < BASE; i++) {
      VALUES.put(DIGITS.get(i), i);
    }
  }

  private Indices() {}

  static int value(List<Symbol> digits) {
    int value = 0;
    for (Symbol digit : digits) {
      value = value * BASE + VALUES.getOrDefault(digit, 0);
    }
    return value;
  }

  /** How many digits a number takes, at least 1. */
  static int digits(int value) {
    return value < BASE ? 1 : 1 + digits(value / BASE);
  }

  static List<Symbol> symbols(int value) {
    List<Symbol> out = new ArrayList<>();
    for (int rest = value, n = digits(value); n > 0; n--, rest /= BASE) {
      out.add(0, DIGITS.get(rest % BASE));
    }
    return out;
  }
}
