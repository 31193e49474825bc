package dev.lodestar.core.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A part that every graph of a process keeps: its first atoms and all pairs among them, as a
 * scaffold that is grown.
 *
 * <p>At each noise level it holds the noised part, whatever the network says of it, and in a clean
 * graph the part itself; the other atoms are drawn from the network, which sees both. A clean graph
 * is made whole on top: bonds that the part's atoms have no valence for are taken off, and so are
 * atoms that no path of bonds leads to. What is kept is atoms and bonds as they stand, in one
 * Kekulé form: a ring stays, also where bridges across it would hide that it is aromatic.
 *
 * <p>Source: Lugmayr et al., "RePaint" (2201.09865), section 4.1; Song et al. (2011.13456),
 * appendix I.2, of which this is the form for graphs.
 */
public final class KeptPart {
  private final BondGraph part;
  private final AtomPalette palette;
  private final GraphParticles clean;

  /**
   * @param part in one piece, with no more bonds than its valences allow; charges that its bonds do
   *     not ask for are not part of a state
   * @throws IllegalArgumentException where it does not fit the shape or the palette, is in pieces,
   *     or exceeds a valence
   */
  public KeptPart(BondGraph part, AtomPalette palette, GraphShape shape) {
    this.part = part;
    this.palette = palette;
    this.clean = palette.particles(List.of(part), shape);
    if (part.largestFragment().size() < part.size()) {
      throw new IllegalArgumentException("a part to keep is in one piece, and this one is not");
    }
    if (!ValenceCorrection.of(part).untouched()) {
      throw new IllegalArgumentException("an atom of the part to keep exceeds its valence");
    }
  }

  /** Number of its atoms. */
  public int size() {
    return part.size();
  }

  /** Numbers of its atoms, the first of a row. */
  int nodeNumbers() {
    return size() * clean.shape().features();
  }

  /** Numbers of its pairs, the first of a row. */
  int pairNumbers() {
    return GraphShape.pairs(size());
  }

  /** Its clean features and pairs: one row. */
  GraphField field() {
    return clean.field();
  }

  /** Whether a clean graph begins with it. */
  boolean begins(GraphParticles states, int row) {
    int n = row * states.shape().nodeNumbers();
    int p = row * states.shape().pairNumbers();
    return states.atoms()[row] >= size()
        && Arrays.equals(
            states.field().nodes(), n, n + nodeNumbers(), field().nodes(), 0, nodeNumbers())
        && Arrays.equals(
            states.field().edges(), p, p + pairNumbers(), field().edges(), 0, pairNumbers());
  }

  /** Clean graphs made whole around the part. */
  GraphParticles whole(GraphParticles drawn) {
    GraphShape shape = drawn.shape();
    GraphField out =
        new GraphField(drawn.field().nodes().clone(), drawn.field().edges().clone(), shape);
    for (int row = 0; row < drawn.size(); row++) {
      int nodes = row * shape.nodeNumbers();
      int pairs = row * shape.pairNumbers();
      System.arraycopy(field().nodes(), 0, out.nodes(), nodes, nodeNumbers());
      System.arraycopy(field().edges(), 0, out.edges(), pairs, pairNumbers());
      BondGraph graph =
          ValenceCorrection.around(
              palette.withAbsent(new GraphParticles(out, drawn.atoms(), drawn.keys()), row), part);
      boolean[] joined = graph.joined(0);
      for (int b = 0; b < graph.size(); b++) {
        if (!joined[b]) {
          int from = nodes + b * shape.features();
          Arrays.fill(out.nodes(), from, from + shape.features(), 0);
        }
        for (int a = 0; a < b; a++) {
          int at = GraphShape.pair(a, b);
          out.edges()[pairs + at] = joined[a] && joined[b] ? graph.orders()[at] : 0;
        }
      }
    }
    return GraphParticles.clean(out, drawn.atoms().clone());
  }
}
