package dev.lodestar.core.process;

import java.util.Arrays;

/**
 * The outlook on finished designs: at noise level 0 there is nothing left to ask a network. What a
 * search gathers from many passes stands in one of these.
 *
 * @param states clean states
 * @param <B> batch of states
 */
public record CleanOutlook<B extends Particles<B>>(B states) implements Outlook<B> {
  @Override
  public int step() {
    return 0;
  }

  @Override
  public B cleanGuess() {
    return states;
  }

  @Override
  public B sampleClean(Draws draws, int guesses) {
    int[] rows = new int[Math.multiplyExact(size(), guesses)];
    Arrays.setAll(rows, r -> r / guesses);
    return states.select(rows);
  }

  @Override
  public B propose(Draws draws, int width) {
    throw beyond();
  }

  @Override
  public double[] logProb(B children, int width) {
    throw beyond();
  }

  @Override
  public Outlook<B> guided(float[] gradient, double strength) {
    return this;
  }

  @Override
  public Outlook<B> select(int[] rows) {
    return new CleanOutlook<>(states.select(rows));
  }

  private static IllegalStateException beyond() {
    return new IllegalStateException("there is no step beyond the data");
  }
}
