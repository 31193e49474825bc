package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import java.util.Arrays;
import java.util.Optional;

/** With its corrector, whose random numbers must come along with the states. */
class GdssProcessTest extends ReverseProcessContract<GraphParticles> {
  private static final GraphShape SHAPE = new GraphShape(5, 3);

  /** Pulls towards zero, and the more the noisier. */
  private static final GraphScore SCORE =
      new GraphScore() {
        @Override
        public GraphShape shape() {
          return SHAPE;
        }

        @Override
        public GraphField of(GraphParticles states, double time) {
          GraphField out = GraphField.zero(states.size(), SHAPE);
          for (int k = 0; k < out.nodes().length; k++) {
            out.nodes()[k] = (float) (-(1 + time) * states.field().nodes()[k]);
          }
          for (int k = 0; k < out.edges().length; k++) {
            out.edges()[k] = (float) (-(2 + time) * states.field().edges()[k]);
          }
          return out;
        }
      };

  @Override
  protected ReverseProcess<GraphParticles> process() {
    return corrected();
  }

  static GdssProcess corrected() {
    return new GdssProcess(
        SCORE,
        GraphSchedule.zinc250k(8),
        Optional.of(Langevin.PUBLISHED),
        new AtomCounts(new double[] {0, 0, 1, 2, 1, 2}),
        new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<GraphParticles> outlook) {
    float[] ones = new float[outlook.size() * (SHAPE.nodeNumbers() + SHAPE.pairNumbers())];
    Arrays.fill(ones, 1);
    return ones;
  }
}
