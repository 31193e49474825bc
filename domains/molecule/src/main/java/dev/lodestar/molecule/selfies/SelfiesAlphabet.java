package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbols that a model knows, numbered as its tokens. */
public final class SelfiesAlphabet {
  /** Every symbol that ZINC250k takes, and the end as token 0. */
  public static final SelfiesAlphabet ZINC =
      parse(
          "[end][C][=C][#C][C-1][N][=N][#N][N+1][=N+1][#N+1][N-1][=N-1][O][=O][O+1][=O+1][O-1]"
              + "[F][P][=P][P+1][S][=S][S+1][=S+1][S-1][Cl][Br][I]"
              + "[Branch1][=Branch1][#Branch1][Branch2][=Branch2][#Branch2]"
              + "[Ring1][=Ring1][Ring2][=Ring2]");

  private final List<Symbol> symbols;
  private final Map<Symbol, Integer> tokens = new HashMap<>();

  private SelfiesAlphabet(List<Symbol> symbols) {
    this.symbols = List.copyOf(symbols);
    for (Symbol s : symbols) {
      if (tokens.put(s, tokens.size()) != null) {
        throw new IllegalArgumentException("The alphabet names " + s.text() + " twice");
      }
    }
    if (!tokens.containsKey(new Symbol.End())) {
      throw new IllegalArgumentException("The alphabet has no [end]");
    }
  }

  /**
   * The alphabet of a text of symbols, in their order.
   *
   * @throws IllegalArgumentException if one is no symbol, comes twice, or [end] is missing
   */
  public static SelfiesAlphabet parse(String text) {
    return new SelfiesAlphabet(symbols(text));
  }

  /** The symbols of a text such as {@code [C][=O]}. */
  static List<Symbol> symbols(String text) {
    List<Symbol> out = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int close = text.indexOf(']', at);
      if (text.charAt(at) != '[' || close < 0) {
        throw new IllegalArgumentException(
            "Column %d of '%s' does not begin a symbol in brackets".formatted(at + 1, text));
      }
      out.add(Symbol.parse(text.substring(at, close + 1)));
      at = close + 1;
    }
    return out;
  }

  /** Number of tokens. */
  public int size() {
    return symbols.size();
  }

  /** The token that ends a word and fills the rest of a row. */
  public int end() {
    return tokens.get(new Symbol.End());
  }

  /** The symbols of a row up to its end. */
  List<Symbol> word(int[] row) {
    return Arrays.stream(row).takeWhile(t -> t != end()).mapToObj(symbols::get).toList();
  }

  /**
   * A row of {@code length} tokens, filled with ends.
   *
   * @throws IllegalArgumentException with a sentence if the word is longer or has another symbol
   */
  int[] row(List<Symbol> word, int length) {
    if (word.size() > length) {
      throw new IllegalArgumentException(
          "The molecule takes %d symbols; the model has room for %d"
              .formatted(word.size(), length));
    }
    int[] row = new int[length];
    Arrays.fill(row, end());
    for (int i = 0; i < word.size(); i++) {
      Integer token = tokens.get(word.get(i));
      if (token == null) {
        throw new IllegalArgumentException(
            "The model does not know %s; it knows %s".formatted(word.get(i).text(), this));
      }
      row[i] = token;
    }
    return row;
  }

  /** The symbols in order. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    symbols.forEach(s -> out.append(s.text()));
    return out.toString();
  }
}
