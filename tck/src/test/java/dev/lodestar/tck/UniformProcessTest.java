package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.CosineSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.uniform.CleanUse;
import dev.lodestar.core.uniform.UniformProcess;
import java.util.Arrays;

class UniformProcessTest extends ReverseProcessContract<Tokens> {
  private static final int LENGTH = 12;

  @Override
  protected ReverseProcess<Tokens> process() {
    return new UniformProcess(
        new Neighbours(),
        new CosineSchedule(16),
        CleanUse.MIXTURE,
        MaskedProcess.free(LENGTH),
        new TokenDraw.InverseCdf(),
        new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<Tokens> outlook) {
    float[] g = new float[outlook.size() * LENGTH * 4];
    Arrays.fill(g, 1);
    return g;
  }
}
