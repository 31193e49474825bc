package dev.lodestar.core.graph;

/**
 * Makes the valences of a drawn graph hold: an N, O or S one above its usual valence takes a charge
 * of +1; an atom that is still over-valent has its highest bond lowered, again and again.
 *
 * <p>Most bonds of a neutral atom: C 4, N 3, O 2, F Cl Br I 1; S up to 6 and P up to 5, as in
 * sulfones and phosphates, where only S with three bonds is read as a sulfonium.
 *
 * <p>Source: the repair of Jo et al. (GDSS, 2202.02514), after Zang and Wang (MoFlow, 2006.10137).
 */
public final class ValenceCorrection {
  private ValenceCorrection() {}

  /**
   * A graph whose valences hold.
   *
   * @param graph with the charges it needs
   * @param untouched whether no bond had to be lowered: what "validity without correction" counts
   */
  public record Corrected(BondGraph graph, boolean untouched) {}

  /** Corrects a graph; charges that it had are forgotten. */
  public static Corrected of(BondGraph drawn) {
    int n = drawn.size();
    int[] charges = new int[n];
    BondGraph graph = new BondGraph(drawn.elements(), charges, drawn.orders().clone());
    boolean untouched = true;
    for (int i = 0; i < n; i++) {
      while (graph.valence(i) > most(graph.elements()[i]) + charged(graph, i)) {
        lowerHighest(graph, i, 0);
        untouched = false;
      }
    }
    // charges last: a bond lowered for its other end may have spared this one its charge
    for (int i = 0; i < n; i++) {
      charges[i] = charged(graph, i);
    }
    return new Corrected(graph, untouched);
  }

  /**
   * Whether all valences hold as the published scripts count them: as here, but P has at most 3
   * bonds and S 2, or 3 with a charge.
   */
  public static boolean holdsAsPublished(BondGraph drawn) {
    for (int i = 0; i < drawn.size(); i++) {
      int most =
          switch (drawn.elements()[i]) {
            case 7 -> 4;
            case 8, 15, 16 -> 3;
            default -> most(drawn.elements()[i]);
          };
      if (drawn.valence(i) > most) {
        return false;
      }
    }
    return true;
  }

  /**
   * A graph whose valences hold around a part that stays as it is: its atoms take no further
   * charge, and no bond among them is lowered.
   *
   * @param part the first atoms of the graph, whose own valences hold
   * @return without charges
   */
  static BondGraph around(BondGraph drawn, BondGraph part) {
    BondGraph graph =
        new BondGraph(drawn.elements(), new int[drawn.size()], drawn.orders().clone());
    for (int i = 0; i < graph.size(); i++) {
      boolean fixed = i < part.size();
      int own = fixed ? part.valence(i) : 0;
      while (graph.valence(i)
          > Math.max(own, most(graph.elements()[i]) + (fixed ? 0 : charged(graph, i)))) {
        lowerHighest(graph, i, fixed ? part.size() : 0);
      }
    }
    return graph;
  }

  /**
   * @param from first atom whose bond may be lowered
   */
  private static void lowerHighest(BondGraph graph, int atom, int from) {
    int highest = atom == from ? from + 1 : from;
    for (int j = from; j < graph.size(); j++) {
      if (j != atom && graph.order(atom, j) > graph.order(atom, highest)) {
        highest = j;
      }
    }
    graph.orders()[GraphShape.pair(atom, highest)]--;
  }

  /** The charge that an atom's bonds ask for: +1 or none. */
  private static int charged(BondGraph graph, int atom) {
    int extra =
        switch (graph.elements()[atom]) {
          case 7 -> 4;
          case 8, 16 -> 3;
          default -> -1;
        };
    return graph.valence(atom) == extra ? 1 : 0;
  }

  /** Most bonds of a neutral atom. */
  private static int most(int element) {
    return switch (element) {
      case 6 -> 4;
      case 7 -> 3;
      case 8 -> 2;
      case 9, 17, 35, 53 -> 1;
      case 15 -> 5;
      case 16 -> 6;
      default -> throw new IllegalArgumentException("no valence is known for element " + element);
    };
  }
}
