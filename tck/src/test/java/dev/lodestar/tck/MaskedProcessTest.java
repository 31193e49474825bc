package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;

class MaskedProcessTest extends ReverseProcessContract<Tokens> {
  private static final int LENGTH = 12;

  /** Logits that depend on the neighbours, in closed form. */
  private record Neighbours() implements TokenDenoiser {
    @Override
    public int vocabulary() {
      return 4;
    }

    @Override
    public boolean timeIndependent() {
      return true;
    }

    @Override
    public float[] logits(int[] tokens, int rows, int length, double noise) {
      float[] out = new float[tokens.length * 4];
      for (int i = 0; i < tokens.length; i++) {
        int before = i % length == 0 ? 4 : tokens[i - 1];
        for (int k = 0; k < 4; k++) {
          out[i * 4 + k] = ((before + 1) * (k + 2) % 5) * 0.4f;
        }
      }
      return out;
    }
  }

  @Override
  protected ReverseProcess<Tokens> process() {
    return new MaskedProcess(new Neighbours(), 16, LENGTH, new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<Tokens> outlook) {
    float[] g = new float[outlook.size() * LENGTH * 5];
    Arrays.fill(g, 1);
    return g;
  }
}
