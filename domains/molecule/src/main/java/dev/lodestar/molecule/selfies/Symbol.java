package dev.lodestar.molecule.selfies;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A symbol of the grammar, written as in SELFIES: {@code [=C]}, {@code [N+1]}, {@code [Branch1]},
 * {@code [=Ring2]}; and {@code [end]}, behind which nothing is read.
 *
 * <p>Bond orders are 1, 2 or 3 and apply to the bond that the symbol begins or closes.
 */
public sealed interface Symbol {
  /** Every symbol in brackets. */
  Pattern BRANCH_OR_RING = Pattern.compile("\\[([=#]?)(Branch|Ring)([12])]");

  /** Element and charge in brackets. */
  Pattern ATOM = Pattern.compile("\\[([=#]?)([A-Z][a-z]?)([+-]\\d)?]");

  /**
   * An atom, bound to the one before by at most {@code order}.
   *
   * @param element chemical symbol
   * @param charge formal charge
   */
  record Atom(int order, String element, int charge) implements Symbol {
    public Atom {
      Bonds.require(order);
      if (Valence.of(element, charge).isEmpty()) {
        throw new IllegalArgumentException(
            "The grammar has no atom %s with charge %+d".formatted(element, charge));
      }
    }

    @Override
    public String text() {
      return "["
          + Bonds.prefix(order)
          + element
          + (charge == 0 ? "" : "%+d".formatted(charge))
          + "]";
    }
  }

  /**
   * A side chain; {@code digits} symbols follow that say how many symbols it has.
   *
   * @param order of the bond to its first atom
   */
  record Branch(int order, int digits) implements Symbol {
    public Branch {
      Bonds.require(order);
    }

    @Override
    public String text() {
      return "[" + Bonds.prefix(order) + "Branch" + digits + "]";
    }
  }

  /** A ring closure; {@code digits} symbols follow that say how many atoms back it reaches. */
  record Ring(int order, int digits) implements Symbol {
    public Ring {
      Bonds.require(order);
    }

    @Override
    public String text() {
      return "[" + Bonds.prefix(order) + "Ring" + digits + "]";
    }
  }

  /** The end of the word. */
  record End() implements Symbol {
    @Override
    public String text() {
      return "[end]";
    }
  }

  /** The symbol as text, in brackets. */
  String text();

  /**
   * The symbol of a text.
   *
   * @throws IllegalArgumentException if there is no such symbol
   */
  static Symbol parse(String text) {
    if (text.equals("[end]")) {
      return new End();
    }
    Matcher m = BRANCH_OR_RING.matcher(text);
    if (m.matches()) {
      int order = Bonds.order(m.group(1));
      int digits = Integer.parseInt(m.group(3));
      return m.group(2).equals("Ring") ? new Ring(order, digits) : new Branch(order, digits);
    }
    Matcher a = ATOM.matcher(text);
    if (!a.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no symbol of the grammar; symbols look like [=C], [N+1] or [Ring1]");
    }
    int charge = a.group(3) == null ? 0 : Integer.parseInt(a.group(3));
    return new Atom(Bonds.order(a.group(1)), a.group(2), charge);
  }
}
