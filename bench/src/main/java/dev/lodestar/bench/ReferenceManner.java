package dev.lodestar.bench;

import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * SVDD with the posterior mean, in the manner of the published scripts: the children of a step are
 * evaluated one batch after another, every one by network and scorer whether seen before or not,
 * and the winner's network output is computed again at the next step.
 *
 * <p>The draws are those of the project's own decoder, so that both can be asked for the same
 * designs.
 *
 * @param process a process without memory
 * @param objective the scorer, asked for every child
 * @param width M, children a particle
 */
record ReferenceManner(MaskedProcess process, Objective<Tokens> objective, int width) {

  /**
   * @param observer sees the states at every noise level, the prior first
   */
  Tokens decode(Streams streams, int designs, Consumer<Tokens> observer) {
    Draws draws = Draws.of(streams, 0, designs, process.steps());
    Tokens x = process.prior(draws);
    observer.accept(x);
    for (int step = process.steps(); step > 0; step--) {
      Outlook<Tokens> outlook = process.look(x, step);
      Tokens children = outlook.propose(draws.atStep(step), width);
      int[] best = new int[designs];
      double[] most = new double[designs];
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
      for (int j = 0; j < width; j++) {
        int[] rows = everyChild(j, designs);
        Tokens batch = children.select(rows);
        double[] values = objective.of(process.look(batch, step - 1).cleanGuess());
        for (int i = 0; i < designs; i++) {
          if (values[i] > most[i]) {
            most[i] = values[i];
            best[i] = rows[i];
          }
        }
      }
      x = children.select(best);
      observer.accept(x);
    }
    return process.look(x, 0).cleanGuess();
  }

  private int[] everyChild(int j, int designs) {
    int[] rows = new int[designs];
    Arrays.setAll(rows, i -> i * width + j);
    return rows;
  }
}
