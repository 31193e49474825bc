package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The tokens that a model knows: symbols of the grammar, and merges of tokens that often follow
 * each other, such as a benzene ring. Any row of tokens is a row of symbols, and so a molecule.
 *
 * <p>Merging is byte-pair encoding (Sennrich et al., 1508.07909): the pair whose merge has the
 * lowest number is merged first. Token 0 is the end.
 */
public final class SelfiesAlphabet {
  /** Every symbol that ZINC250k takes, without merges. */
  public static final SelfiesAlphabet ZINC =
      parse(
          "[end] [C] [=C] [#C] [C-1] [N] [=N] [#N] [N+1] [=N+1] [#N+1] [N-1] [=N-1] [O] [=O] [O+1]"
              + " [=O+1] [O-1] [F] [P] [=P] [P+1] [S] [=S] [S+1] [=S+1] [S-1] [Cl] [Br] [I]"
              + " [Branch1] [=Branch1] [#Branch1] [Branch2] [=Branch2] [#Branch2]"
              + " [Ring1] [=Ring1] [Ring2] [=Ring2]");

  /** The token that ends a word and fills the rest of a row. */
  public static final int END = 0;

  /** Two neighbouring tokens. */
  record Pair(int first, int second) {}

  private final List<List<Symbol>> expansions = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Symbol, Integer> singles = new HashMap<>();
  private final Map<Pair, Integer> merges = new HashMap<>();

  private SelfiesAlphabet() {}

  /**
   * The alphabet of a text: names separated by blanks, {@code [C]} for a symbol, {@code 3+12} for
   * the merge of tokens 3 and 12.
   *
   * @throws IllegalArgumentException with a sentence if a name is neither, or comes twice, or the
   *     first is not {@code [end]}
   */
  public static SelfiesAlphabet parse(String text) {
    SelfiesAlphabet out = new SelfiesAlphabet();
    for (String name : text.strip().split("\\s+")) {
      boolean fresh = name.startsWith("[") ? out.add(Symbol.parse(name)) : out.add(pair(name));
      if (!fresh) {
        throw new IllegalArgumentException("The alphabet names " + name + " twice");
      }
    }
    if (!out.expansions.get(END).equals(List.of(new Symbol.End()))) {
      throw new IllegalArgumentException("The alphabet does not begin with [end]");
    }
    return out;
  }

  private static Pair pair(String name) {
    String[] parts = name.split("\\+");
    try {
      return new Pair(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is neither a symbol such as [C] nor a merge such as 3+12", e);
    }
  }

  private boolean add(Symbol symbol) {
    expansions.add(List.of(symbol));
    names.add(symbol.text());
    return singles.put(symbol, singles.size() + merges.size()) == null;
  }

  private boolean add(Pair pair) {
    int known = expansions.size();
    if (Math.min(pair.first, pair.second) <= END || Math.max(pair.first, pair.second) >= known) {
      throw new IllegalArgumentException(
          "A merge is of two tokens from 1 to %d, not of %d and %d"
              .formatted(known - 1, pair.first, pair.second));
    }
    List<Symbol> both = new ArrayList<>(expansions.get(pair.first));
    both.addAll(expansions.get(pair.second));
    expansions.add(List.copyOf(both));
    names.add(pair.first + "+" + pair.second);
    return merges.put(pair, known) == null;
  }

  /** The same with one more token, a merge. */
  SelfiesAlphabet with(Pair pair) {
    return parse(this + " " + pair.first + "+" + pair.second);
  }

  /** Number of tokens. */
  public int size() {
    return expansions.size();
  }

  /** The symbols of a row up to its end. */
  List<Symbol> word(int[] row) {
    return Arrays.stream(row)
        .takeWhile(t -> t != END)
        .mapToObj(expansions::get)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The tokens of a word, merged as far as they go.
   *
   * @throws IllegalArgumentException with a sentence if it has a symbol that is not known
   */
  int[] tokens(List<Symbol> word) {
    int[] out = new int[word.size()];
    for (int i = 0; i < out.length; i++) {
      Integer token = singles.get(word.get(i));
      if (token == null) {
        throw new IllegalArgumentException("The model does not know " + word.get(i).text());
      }
      out[i] = token;
    }
    return merged(out);
  }

  private int[] merged(int[] tokens) {
    int[] now = tokens;
    while (true) {
      Pair best = new Pair(END, END);
      int lowest = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < now.length; i++) {
        Pair pair = new Pair(now[i], now[i + 1]);
        int token = merges.getOrDefault(pair, Integer.MAX_VALUE);
        if (token < lowest) {
          lowest = token;
          best = pair;
        }
      }
      if (lowest == Integer.MAX_VALUE) {
        return now;
      }
      now = merge(now, best, lowest);
    }
  }

  /** Writes {@code token} wherever a pair stands. */
  static int[] merge(int[] tokens, Pair pair, int token) {
    int[] out = new int[tokens.length];
    int n = 0;
    for (int i = 0; i < tokens.length; i++) {
      boolean here =
          i + 1 < tokens.length && tokens[i] == pair.first && tokens[i + 1] == pair.second;
      out[n++] = here ? token : tokens[i];
      i += here ? 1 : 0;
    }
    return n == out.length ? tokens : Arrays.copyOf(out, n);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringJoiner out = new StringJoiner(" ");
    names.forEach(out::add);
    return out.toString();
  }
}
