package dev.lodestar.core.autoregressive;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.Softmax;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.process.StateMemory;
import dev.lodestar.core.process.Tokens;
import java.util.stream.IntStream;

/**
 * A network's next-token probabilities of states, each distinct prefix evaluated once.
 *
 * <p>A state at noise level t lacks the tokens of its last t free positions, where it holds V.
 */
final class Prefixes {
  private static final int MEMORY = 65_536;

  private final NextToken network;
  private final Template template;
  private final int[] free;
  private final StateMemory memory;

  Prefixes(NextToken network, Template template, Meter meter) {
    this.network = network;
    this.template = template;
    this.free = IntStream.range(0, template.length()).filter(template::free).toArray();
    this.memory = new StateMemory(meter, 1, MEMORY);
  }

  Template template() {
    return template;
  }

  int vocabulary() {
    return template.vocabulary();
  }

  /** Number of free positions. */
  int steps() {
    return free.length;
  }

  /** The position whose token a state at noise level {@code step}, from 1, lacks first. */
  int position(int step) {
    return free[free.length - step];
  }

  /** Probabilities of the next token of each row, shape [rows, V]. */
  float[][] next(Tokens states, int step) {
    return memory.of(states, distinct -> ask(distinct, position(step)));
  }

  private float[][] ask(Tokens states, int prefix) {
    int rows = states.size();
    int[] tokens = new int[rows * prefix];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(states.data(), i * states.length(), tokens, i * prefix, prefix);
    }
    int v = vocabulary();
    float[] logits = network.logits(tokens, rows, prefix);
    if (logits.length != rows * v) {
      throw new IllegalStateException(
          "the network answered "
              + logits.length
              + " logits for "
              + rows
              + " prefixes of "
              + v
              + " tokens");
    }
    float[][] out = new float[rows][v];
    for (int i = 0; i < rows; i++) {
      Softmax.of(logits, i * v, v, out[i], 0);
    }
    return out;
  }
}
