package dev.lodestar.bench;

import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;

/**
 * SVDD with the posterior mean on graphs in the manner of the published scripts: one child after
 * another, each with the corrector's and the predictor's network calls from its parent anew and a
 * third for its clean guess, and the winner's again at the next step.
 *
 * <p>The draws are those of the project's own decoder.
 *
 * @param process a process over networks that run padded batches
 * @param objective the scorer, asked for every child
 * @param width M, children a particle
 */
record GraphReferenceManner(GdssProcess process, Objective<GraphParticles> objective, int width) {

  GraphParticles decode(Streams streams, int designs) {
    Draws draws = Draws.of(streams, 0, designs, process.steps());
    GraphParticles x = process.prior(draws);
    for (int step = process.steps(); step > 0; step--) {
      GraphParticles[] children = new GraphParticles[width];
      double[] most = new double[designs];
      int[] best = new int[designs];
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
      for (int j = 0; j < width; j++) {
        Outlook<GraphParticles> outlook = process.look(x, step);
        children[j] = outlook.propose(draws.atStep(step), width).select(everyChild(j, designs));
        double[] values = objective.of(process.look(children[j], step - 1).cleanGuess());
        for (int i = 0; i < designs; i++) {
          if (values[i] > most[i]) {
            most[i] = values[i];
            best[i] = j;
          }
        }
      }
      GraphParticles all = children[0].with(Arrays.asList(children).subList(1, width));
      int[] winners = new int[designs];
      Arrays.setAll(winners, i -> best[i] * designs + i);
      x = all.select(winners);
    }
    return process.look(x, 0).cleanGuess();
  }

  private int[] everyChild(int j, int designs) {
    int[] rows = new int[designs];
    Arrays.setAll(rows, i -> i * width + j);
    return rows;
  }
}
