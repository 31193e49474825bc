package dev.lodestar.bench;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Looks at the step at which two decodes of one design, by two evaluations of one network, come to
 * different states.
 *
 * <p>The evaluations add in another order, so their logits differ in the last bits. Where two
 * letters are as likely, a clean guess then differs; where a draw falls between two letters, a
 * child does; where two children are worth the same, the winner does. Anything else is a defect.
 */
final class Parting {
  /** Logits of two evaluations in single precision lie no farther apart. */
  private static final double ROUNDING = 1e-4;

  private final TokenDenoiser first;
  private final TokenDenoiser second;
  private final Objective<Tokens> objective;
  private final int width;
  private final int steps;
  private final Draws draws;

  /**
   * @param streams what both decodes drew from
   * @param designs designs of the decodes, the first of which is number 0
   */
  Parting(
      TokenDenoiser first,
      TokenDenoiser second,
      Objective<Tokens> objective,
      int width,
      Streams streams,
      int designs,
      int steps) {
    this.first = first;
    this.second = second;
    this.objective = objective;
    this.width = width;
    this.steps = steps;
    this.draws = Draws.of(streams, 0, designs, steps);
  }

  /**
   * What was found.
   *
   * @param rounding whether it is no more than rounding
   * @param sentence for the user
   */
  record Finding(boolean rounding, String sentence) {}

  /**
   * @param ours states of the first evaluation's decode, from the prior on
   * @param theirs those of the second's
   */
  Finding of(int design, List<Tokens> ours, List<Tokens> theirs) {
    int k = 1;
    while (k < ours.size() && Arrays.equals(ours.get(k).row(design), theirs.get(k).row(design))) {
      k++;
    }
    Tokens mine = ours.get(k - 1);
    Tokens other = theirs.get(k - 1);
    // Equal to the end, they differ in what the last clean guess fills in.
    boolean atEnd = k == ours.size();
    int step = atEnd ? 0 : steps - k;
    Finding found =
        atEnd
            ? guesses(compared(mine, other, design, 0))
            : inStep(
                design,
                step,
                mine,
                other,
                pair(ours.get(k).row(design), theirs.get(k).row(design)));
    return new Finding(
        found.rounding,
        String.format(
            Locale.ROOT, "design %d parts at noise level %d: %s", design, step, found.sentence));
  }

  /** Batches of as many rows as the decodes', because the last bits depend on that. */
  private Finding inStep(int design, int step, Tokens mine, Tokens other, Tokens winners) {
    Tokens children = children(first, mine, step);
    Tokens others = children(second, other, step);
    Compared all = Compared.NOTHING;
    for (int j = 0; j < width; j++) {
      int child = j;
      int[] rows = IntStream.range(0, mine.size()).map(i -> i * width + child).toArray();
      Tokens batch = children.select(rows);
      Tokens otherBatch = others.select(rows);
      if (!Arrays.equals(batch.row(design), otherBatch.row(design))) {
        double apart = compared(mine, other, design, step + 1).apart;
        return new Finding(
            apart < ROUNDING,
            String.format(
                Locale.ROOT,
                "a child was drawn another letter, from logits that differ by %.1e at most",
                apart));
      }
      all = all.and(compared(batch, otherBatch, design, step));
    }
    return all.letters > 0 ? guesses(all) : values(winners, step);
  }

  private static Finding guesses(Compared c) {
    return new Finding(
        c.apart < ROUNDING && c.tie <= 2 * c.apart,
        String.format(
            Locale.ROOT,
            "%d letters of clean guesses differ, whose logits are a tie to within %.1e; the logits"
                + " of the two evaluations differ by %.1e at most",
            c.letters,
            c.tie,
            c.apart));
  }

  private Finding values(Tokens winners, int step) {
    double[] values =
        objective.of(process(first, winners.length()).look(winners, step).cleanGuess());
    double gap = Math.abs(values[0] - values[1]);
    return new Finding(
        gap < ROUNDING,
        String.format(
            Locale.ROOT,
            "the children and their clean guesses are the same; the values of the two winners are"
                + " %.1e apart",
            gap));
  }

  private static Tokens pair(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return new Tokens(both, a.length);
  }

  /**
   * The two evaluations of the same states.
   *
   * @param letters positions at which their clean guesses differ
   * @param tie by how much the first evaluation's logits prefer its letters there, at most
   * @param apart largest difference between their logits
   */
  private record Compared(int letters, double tie, double apart) {
    static final Compared NOTHING = new Compared(0, 0, 0);

    Compared and(Compared other) {
      return new Compared(
          letters + other.letters, Math.max(tie, other.tie), Math.max(apart, other.apart));
    }
  }

  /** Compares one row, which is the same in both batches. */
  private Compared compared(Tokens mine, Tokens other, int design, int step) {
    float[] a = logits(first, mine, step);
    float[] b = logits(second, other, step);
    int[] guess = process(first, mine.length()).look(mine, step).cleanGuess().row(design);
    int[] guessToo = process(second, mine.length()).look(other, step).cleanGuess().row(design);
    int v = first.vocabulary();
    Compared out = Compared.NOTHING;
    for (int l = 0; l < guess.length; l++) {
      int at = (design * guess.length + l) * v;
      if (guess[l] != guessToo[l]) {
        out = out.and(new Compared(1, a[at + guess[l]] - a[at + guessToo[l]], 0));
      }
      for (int i = at; i < at + v; i++) {
        out = out.and(new Compared(0, 0, Math.abs(a[i] - b[i])));
      }
    }
    return out;
  }

  private Tokens children(TokenDenoiser network, Tokens parents, int step) {
    return process(network, parents.length())
        .look(parents, step + 1)
        .propose(draws.atStep(step + 1), width);
  }

  private float[] logits(TokenDenoiser network, Tokens states, int step) {
    double noise = process(network, states.length()).schedule().sigma(step);
    return network.logits(states.data(), states.size(), states.length(), noise);
  }

  private MaskedProcess process(TokenDenoiser network, int length) {
    return MaskedProcess.withoutMemory(network, steps, length, new Meter(Budget.unlimited()));
  }
}
