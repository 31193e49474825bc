package dev.lodestar.sequence.motif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much more often a motif stands in some sequences than in others.
 *
 * @param motif which
 * @param hits sequences that hold it
 * @param of how many there are
 * @param otherHits the others that hold it
 * @param ofOther how many there are
 * @param p chance of as many hits or more if it made no difference (Fisher's exact test, one-sided)
 */
public record Enrichment(Motif motif, int hits, int of, int otherHits, int ofOther, double p) {

  /** Of all motifs, the most surprising first. */
  public static List<Enrichment> of(List<Motif> motifs, List<int[]> these, List<int[]> others) {
    List<Enrichment> out = new ArrayList<>();
    for (Motif motif : motifs) {
      int hits = hits(motif, these);
      int other = hits(motif, others);
      double p = fisher(hits, these.size(), other, others.size());
      out.add(new Enrichment(motif, hits, these.size(), other, others.size(), p));
    }
    out.sort(Comparator.comparingDouble(Enrichment::p).thenComparing(e -> e.motif.name()));
    return out;
  }

  private static int hits(Motif motif, List<int[]> sequences) {
    return (int) sequences.stream().filter(motif::hits).count();
  }

  /** Ratio of the shares, one half added to each count. */
  public double ratio() {
    return (hits + 0.5) / (of + 1) / ((otherHits + 0.5) / (ofOther + 1));
  }

  /** Upper tail of the hypergeometric distribution. */
  static double fisher(int hits, int of, int otherHits, int ofOther) {
    int all = hits + otherHits;
    double sum = 0;
    for (int k = hits; k <= Math.min(all, of); k++) {
      sum += Math.exp(choose(of, k) + choose(ofOther, all - k) - choose(of + ofOther, all));
    }
    return Math.min(1, sum);
  }

  /** Logarithm of the number of ways; -infinity where there is none. */
  private static double choose(int n, int k) {
    if (k < 0 || k > n) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log((n - k + i) / (double) i);
    }
    return sum;
  }
}
