package dev.lodestar.core.check;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;

/** States of one outlook with the kernel of another. */
record Moved(Outlook<Tokens> of, Outlook<Tokens> kernel) implements Outlook<Tokens> {
  @Override
  public Tokens states() {
    return of.states();
  }

  @Override
  public int step() {
    return of.step();
  }

  @Override
  public Tokens cleanGuess() {
    return of.cleanGuess();
  }

  @Override
  public Tokens sampleClean(Draws draws, int guesses) {
    return of.sampleClean(draws, guesses);
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    return kernel.propose(draws, width);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    return kernel.logProb(children, width);
  }

  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    return this;
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    return new Moved(of.select(rows), kernel.select(rows));
  }
}
