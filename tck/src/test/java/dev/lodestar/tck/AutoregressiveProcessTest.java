package dev.lodestar.tck;

import dev.lodestar.core.autoregressive.AutoregressiveProcess;
import dev.lodestar.core.autoregressive.Completion;
import dev.lodestar.core.autoregressive.NextToken;
import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;

class AutoregressiveProcessTest extends ReverseProcessContract<Tokens> {
  private static final int LENGTH = 12;

  /** A first-order Markov chain over four letters, in closed form. */
  private record Chain() implements NextToken {
    @Override
    public int vocabulary() {
      return 4;
    }

    @Override
    public float[] logits(int[] prefixes, int rows, int length) {
      float[] out = new float[rows * 4];
      for (int i = 0; i < out.length; i++) {
        int before = length == 0 ? 4 : prefixes[i / 4 * length + length - 1];
        out[i] = ((before + 1) * (i % 4 + 2) % 5) * 0.4f;
      }
      return out;
    }
  }

  @Override
  protected ReverseProcess<Tokens> process() {
    return new AutoregressiveProcess(
        new Chain(),
        Completion.GREEDY,
        MaskedProcess.free(LENGTH),
        new TokenDraw.InverseCdf(),
        new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<Tokens> outlook) {
    float[] g = new float[outlook.size() * LENGTH * 5];
    Arrays.fill(g, 1);
    return g;
  }
}
