package dev.lodestar.core.check;

import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the kernel of a population is what a fresh look says, gives what it draws a probability,
 * and sums to 1. Draws with random numbers of its own.
 */
final class KernelChecks {
  private static final double CLOSE = 1e-4;
  private static final Streams OWN = Streams.of(0x4368_6563_6B73L); // "Checks"
  private static final int WIDTH = 2;

  private KernelChecks() {}

  /** What is wrong with a row. */
  record Fault(int row, String what) {}

  /**
   * Looks at some rows of an outlook.
   *
   * @param kept the rows as they came through selection, of noise level 1 or higher
   * @param fresh the same states, looked at anew
   * @return the first fault, at most one
   */
  static <B extends Particles<B>> Optional<Fault> of(Outlook<B> kept, Outlook<B> fresh) {
    B children = kept.propose(Draws.of(OWN, 0, kept.size(), kept.step()), WIDTH);
    if (children.size() != kept.size() * WIDTH) {
      return fault(
          -1, children.size() + " children were drawn where " + kept.size() * WIDTH + " belong");
    }
    double[] own = kept.logProb(children, WIDTH);
    double[] other = fresh.logProb(children, WIDTH);
    for (int c = 0; c < own.length; c++) {
      if (Double.isNaN(own[c]) || Double.isInfinite(own[c])) {
        return fault(c / WIDTH, "a child that was drawn has the log-probability " + own[c]);
      }
      if (!(Math.abs(own[c] - other[c]) <= CLOSE * Math.max(1, Math.abs(own[c])))) {
        return fault(
            c / WIDTH,
            "the outlook gives a child the log-probability "
                + own[c]
                + ", and a fresh look at the same state gives it "
                + other[c]);
      }
    }
    if (children instanceof Tokens tokens && kept instanceof CleanProbabilities clean) {
      Tokens parents = (Tokens) kept.states();
      int letters = clean.cleanProbabilities().length / parents.data().length;
      int most = Math.max(letters - 1, Arrays.stream(parents.data()).max().orElse(0));
      for (int row = 0; row < kept.size(); row++) {
        Outlook<B> one = kept.select(new int[] {row});
        double total = total(one, parents.row(row), tokens.row(row * WIDTH), letters, most);
        if (Math.abs(total) > CLOSE) {
          return fault(row, "the kernel's probabilities sum to " + Math.exp(total) + ", not 1");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(int row, String what) {
    return Optional.of(new Fault(row, what));
  }

  /**
   * Logarithm of the sum of a kernel's probabilities over all children; 0 too where the kernel is
   * of no kind whose sum is cheap. Cheap are kernels that change one position, and those whose
   * positions are independent: there Π_l Σ_a p_l(a) = p(c) Π_l Σ_a p(c with a at l)/p(c).
   */
  private static <B extends Particles<B>> double total(
      Outlook<B> row, int[] parent, int[] child, int letters, int most) {
    Enumeration<B> kernel = new Enumeration<>(row, most);
    double[] around = kernel.variants(parent);
    double self = kernel.logProb(parent);
    double changes = StrictMath.exp(LogWeights.logSumExp(around, 0, around.length));
    // every position lists the parent itself once
    double single = StrictMath.log(changes - (parent.length - 1) * StrictMath.exp(self));
    if (Math.abs(single) <= CLOSE || single > CLOSE) {
      return single;
    }
    double base = kernel.logProb(child);
    double[] variants = kernel.variants(child);
    if (!independent(kernel, parent, child, base, letters)) {
      return 0;
    }
    int each = most + 1;
    double product = base;
    for (int l = 0; l < child.length; l++) {
      product += LogWeights.logSumExp(variants, l * each, (l + 1) * each) - base;
    }
    return product;
  }

  /**
   * Whether positions change independently, judged by one pair. Where there is a mask, one of them
   * is revealed in the child and the other is not: kernels that reveal so many at a time tell
   * themselves apart there. False where the child has no such pair.
   */
  private static <B extends Particles<B>> boolean independent(
      Enumeration<B> kernel, int[] parent, int[] child, double base, int letters) {
    int most = kernel.most;
    int one = -1;
    int two = -1;
    for (int l = 0; l < child.length; l++) {
      if (most < letters) { // no mask
        two = one;
        one = l;
      } else if (parent[l] == most) {
        one = child[l] != most ? l : one;
        two = child[l] == most ? l : two;
      }
    }
    if (one < 0 || two < 0) {
      return false;
    }
    int[] first = child.clone();
    first[one] = most < letters ? (child[one] + 1) % letters : most;
    int[] second = child.clone();
    second[two] = most < letters ? (child[two] + 1) % letters : 0;
    int[] both = first.clone();
    both[two] = second[two];
    double together = kernel.logProb(both) + base;
    double apart = kernel.logProb(first) + kernel.logProb(second);
    return Double.isFinite(apart)
        && Math.abs(together - apart) <= CLOSE * Math.max(1, Math.abs(apart));
  }

  /** Children of one row by name. */
  private static final class Enumeration<B extends Particles<B>> {
    private final Outlook<B> row;
    private final int most;

    Enumeration(Outlook<B> row, int most) {
      this.row = row;
      this.most = most;
    }

    double logProb(int[] child) {
      return logProb(new Tokens(child, child.length), 1)[0];
    }

    /** For each position and token, the child with that token there, shape [length, tokens]. */
    double[] variants(int[] child) {
      int each = most + 1;
      int[] all = new int[child.length * each * child.length];
      for (int v = 0; v < child.length * each; v++) {
        System.arraycopy(child, 0, all, v * child.length, child.length);
        all[v * child.length + v / each] = v % each;
      }
      return logProb(new Tokens(all, child.length), child.length * each);
    }

    @SuppressWarnings("unchecked") // the caller has seen that the states are tokens
    private double[] logProb(Tokens children, int width) {
      return row.logProb((B) (Object) children, width);
    }
  }
}
