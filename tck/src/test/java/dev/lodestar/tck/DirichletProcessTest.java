package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.dirichlet.DirichletProcess;
import dev.lodestar.core.dirichlet.SimplexDenoiser;
import dev.lodestar.core.dirichlet.SimplexParticles;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import java.util.Arrays;

class DirichletProcessTest extends ReverseProcessContract<SimplexParticles> {
  private static final int LENGTH = 12;

  /** Logits that depend on the coordinates of the neighbour before, in closed form. */
  private record Neighbours() implements SimplexDenoiser {
    @Override
    public int vocabulary() {
      return 4;
    }

    @Override
    public float[] logits(float[] states, int rows, int length, double time) {
      float[] out = new float[states.length];
      for (int i = 0; i < out.length; i++) {
        float before = i % (length * 4) < 4 ? 0 : states[i - 4];
        out[i] = (float) time * states[i] + (i % 4 + 1) * before;
      }
      return out;
    }
  }

  @Override
  protected ReverseProcess<SimplexParticles> process() {
    return new DirichletProcess(
        new Neighbours(),
        16,
        DirichletProcess.END,
        MaskedProcess.free(LENGTH),
        new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<SimplexParticles> outlook) {
    float[] g = new float[outlook.size() * LENGTH * 4];
    Arrays.fill(g, 1);
    return g;
  }
}
