package dev.lodestar.core.masked;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a masked-diffusion network said about a batch of states of which each step reveals a given
 * number of tokens.
 *
 * @param belief the clean tokens; what it knows are the states
 * @param keep masked positions after the step, at most
 */
record AnyOrderOutlook(CleanBelief belief, int step, int keep, RevealOrder order, TokenTilt tilt)
    implements BeliefOutlook {

  @Override
  public Tokens states() {
    return belief.known();
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int v = belief.vocabulary();
    int length = states().length();
    Draws each = draws.children(width);
    int[] out = new int[Math.multiplyExact(states().data().length, width)];
    double[] w = new double[v];
    for (int row = 0; row < size(); row++) {
      Reveal reveal = new Reveal(row);
      for (int c = row * width; c < (row + 1) * width; c++) {
        RandomGenerator rng = each.at(c, Purpose.PROPOSE);
        System.arraycopy(states().data(), row * length, out, c * length, length);
        for (int l : reveal.draw(rng)) {
          weights(row, l, w);
          out[c * length + l] = belief.draw().draw(w, v, rng);
        }
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    double[] out = new double[children.size()];
    for (int row = 0; row < size(); row++) {
      Reveal reveal = new Reveal(row);
      for (int c = row * width; c < (row + 1) * width; c++) {
        out[c] = reveal.logProb(children.row(c));
      }
    }
    return out;
  }

  /**
   * Tilts positions and tokens alike: where the order is uniform, a position at which guidance
   * finds much to gain is revealed earlier.
   */
  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    TokenTilt tilted = TokenTilt.of(gradient, strength, states(), belief.vocabulary() + 1);
    return new AnyOrderOutlook(belief, step, keep, order, tilted);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    return new AnyOrderOutlook(belief.select(rows), step, keep, order, tilt.select(rows));
  }

  /**
   * Unnormalised probabilities of the token of a masked position.
   *
   * @return logarithm of the factor by which the tilt makes their sum larger
   */
  private double weights(int row, int position, double[] out) {
    belief.weights(row, position, out);
    double before = Arrays.stream(out).sum();
    double factor = tilt.apply(row, position, out.length + 1, out, out.length);
    return factor + StrictMath.log(Arrays.stream(out).sum() / before);
  }

  /** Which positions of one row are revealed, and as what. */
  private final class Reveal {
    private final int row;
    private final int[] parent;
    private final int[] candidates;
    private final SubsetLaw law;

    Reveal(int row) {
      int v = belief.vocabulary();
      this.row = row;
      this.parent = states().row(row);
      int[] masked = IntStream.range(0, parent.length).filter(l -> parent[l] == v).toArray();
      int reveal = masked.length - Math.min(masked.length, keep);
      this.candidates = order == RevealOrder.UNIFORM ? masked : first(masked, reveal);
      double[] logWeights = new double[candidates.length];
      if (order == RevealOrder.UNIFORM) {
        double[] w = new double[v];
        Arrays.setAll(logWeights, i -> weights(row, candidates[i], w));
      }
      this.law = new SubsetLaw(logWeights, reveal);
    }

    private int[] first(int[] masked, int n) {
      int v = belief.vocabulary();
      Comparator<Integer> byPriority =
          Comparator.comparingDouble(l -> -order.priority(belief.clean().get(row), l * v, v, l));
      return Arrays.stream(masked)
          .boxed()
          .sorted(byPriority) // a stable sort: the leftmost on ties
          .limit(n)
          .sorted()
          .mapToInt(Integer::intValue)
          .toArray();
    }

    int[] draw(RandomGenerator rng) {
      int[] chosen = law.draw(rng);
      Arrays.setAll(chosen, i -> candidates[chosen[i]]);
      return chosen;
    }

    double logProb(int[] child) {
      int[] changed =
          IntStream.range(0, parent.length).filter(l -> child[l] != parent[l]).toArray();
      int[] members = new int[changed.length];
      double[] w = new double[belief.vocabulary()];
      double sum = 0;
      for (int i = 0; i < changed.length; i++) {
        members[i] = Arrays.binarySearch(candidates, changed[i]);
        if (members[i] < 0) {
          return Double.NEGATIVE_INFINITY;
        }
        weights(row, changed[i], w);
        sum += StrictMath.log(w[child[changed[i]]] / Arrays.stream(w).sum());
      }
      return members.length == law.size() ? sum + law.logProb(members) : Double.NEGATIVE_INFINITY;
    }
  }
}
