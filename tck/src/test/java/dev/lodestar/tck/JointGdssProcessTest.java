package dev.lodestar.tck;

import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.ReverseProcess;

/** With its corrector in one move with the predictor. */
class JointGdssProcessTest extends GdssProcessTest {
  @Override
  protected ReverseProcess<GraphParticles> process() {
    return corrected().jointly();
  }
}
