package dev.lodestar.tck;

import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.KeptPart;
import dev.lodestar.core.process.ReverseProcess;
import java.util.List;

/** With a part that every graph keeps. */
class KeptGdssProcessTest extends GdssProcessTest {
  @Override
  protected ReverseProcess<GraphParticles> process() {
    BondGraph part = new BondGraph(new int[] {6, 8}, new int[2], new int[] {2});
    return corrected()
        .jointly()
        .keeping(new KeptPart(part, new AtomPalette(List.of(6, 7, 8)), new GraphShape(5, 3)));
  }
}
