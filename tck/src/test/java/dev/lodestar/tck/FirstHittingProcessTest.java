package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.AnyOrderProcess;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;

class FirstHittingProcessTest extends ReverseProcessContract<Tokens> {
  private static final int LENGTH = 12;

  @Override
  protected ReverseProcess<Tokens> process() {
    return AnyOrderProcess.firstHitting(
        new Neighbours(), MaskedProcess.free(LENGTH), new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<Tokens> outlook) {
    float[] g = new float[outlook.size() * LENGTH * 5];
    Arrays.fill(g, 1);
    return g;
  }
}
