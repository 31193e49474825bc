package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.ValenceCorrection;
import dev.lodestar.core.process.Codec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Between clean graphs and canonical SMILES: valences are corrected, the largest fragment is kept.
 * A graph without atoms is the empty text, which every scorer refuses.
 *
 * <p>Neighbouring steps guess the same molecules, so the last few thousand writings are remembered.
 * Safe to share between threads.
 */
public final class GraphCodec implements Codec<GraphParticles, String> {
  private static final int REMEMBERED = 8192;

  private final AtomPalette palette;
  private final GraphShape shape;
  private final Map<BondGraph, String> written =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BondGraph, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param palette elements behind the features
   * @param shape sizes of the states
   */
  public GraphCodec(AtomPalette palette, GraphShape shape) {
    this.palette = palette;
    this.shape = shape;
  }

  @Override
  public List<String> decode(GraphParticles clean) {
    return IntStream.range(0, clean.size())
        .parallel()
        .mapToObj(i -> text(palette.graph(clean, i)))
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a text is no SMILES, or its molecule does not fit the
   *     states
   */
  @Override
  public GraphParticles encode(List<String> designs) {
    return palette.particles(designs.stream().map(GraphSmiles::read).toList(), shape);
  }

  private String text(BondGraph drawn) {
    if (drawn.size() == 0) {
      return "";
    }
    synchronized (written) {
      String known = written.get(drawn);
      if (known != null) {
        return known;
      }
    }
    String text = GraphSmiles.write(ValenceCorrection.of(drawn).graph().largestFragment());
    synchronized (written) {
      written.put(drawn, text);
    }
    return text;
  }
}
