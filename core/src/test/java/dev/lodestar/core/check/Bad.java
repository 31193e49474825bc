package dev.lodestar.core.check;

import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;

/** An outlook with one thing wrong about it. */
record Bad(Outlook<Tokens> good, String bug) implements Outlook<Tokens>, CleanProbabilities {
  @Override
  public Tokens states() {
    return good.states();
  }

  @Override
  public int step() {
    return good.step();
  }

  @Override
  public Tokens cleanGuess() {
    return good.cleanGuess();
  }

  @Override
  public float[] cleanProbabilities() {
    return ((CleanProbabilities) good).cleanProbabilities();
  }

  @Override
  public Tokens sampleClean(Draws draws, int guesses) {
    return good.sampleClean(draws, guesses);
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    Tokens children = good.propose(draws, width);
    int[] data = children.data().clone();
    if (bug.equals("lock")) {
      data[4 * 3 + 1] = 0; // of child 4
    }
    if (bug.equals("letter")) {
      for (int i = 0; i < data.length; i++) {
        // a letter that was there already is written over
        boolean free = i % 3 != 1 && states().data()[i / 3 / width * 3 + i % 3] < 3;
        data[i] = free ? (data[i] + 1) % 3 : data[i];
      }
    }
    return new Tokens(data, children.length());
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    double[] p = good.logProb(children, width);
    return Arrays.stream(p).map(x -> bug.equals("sum") ? x + 0.01 : x).toArray();
  }

  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    return good.guided(gradient, strength);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    if (!bug.equals("select")) {
      return new Bad(good.select(rows), bug);
    }
    // the states move, what the network said of them does not
    Outlook<Tokens> other = good.select(reversedRows(rows));
    Outlook<Tokens> states = good.select(rows);
    return new Moved(states, other);
  }

  private static int[] reversedRows(int[] rows) {
    int[] out = new int[rows.length];
    Arrays.setAll(out, i -> rows[rows.length - 1 - i]);
    return out;
  }
}
