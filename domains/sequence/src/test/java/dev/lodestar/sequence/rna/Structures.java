package dev.lodestar.sequence.rna;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All secondary structures of a short RNA, one by one, and their energies loop by loop: what the
 * partition function is held against. A structure is the partner of each base, -1 for none.
 */
final class Structures {
  private Structures() {}

  static List<int[]> all(Loops loops) {
    List<int[]> out = new ArrayList<>();
    int[] open = new int[loops.length()];
    Arrays.fill(open, -1);
    grow(loops, open, new ArrayList<>(List.of(new int[] {0, loops.length() - 1})), out);
    return out;
  }

  /** Decides the first base of the last span that is still free. */
  private static void grow(Loops loops, int[] made, List<int[]> spans, List<int[]> out) {
    if (spans.isEmpty()) {
      out.add(made.clone());
      return;
    }
    List<int[]> rest = new ArrayList<>(spans);
    int[] span = rest.remove(rest.size() - 1);
    if (span[0] > span[1]) {
      grow(loops, made, rest, out);
      return;
    }
    int i = span[0];
    rest.add(new int[] {i + 1, span[1]});
    grow(loops, made, rest, out);
    for (int j = i + 1; j <= span[1]; j++) {
      if (loops.canPair(i, j)) {
        made[i] = j;
        made[j] = i;
        List<int[]> apart = new ArrayList<>(spans.subList(0, spans.size() - 1));
        apart.add(new int[] {j + 1, span[1]});
        apart.add(new int[] {i + 1, j - 1});
        grow(loops, made, apart, out);
        made[i] = -1;
        made[j] = -1;
      }
    }
  }

  /** Of a dot-bracket text. */
  static int[] parse(String text) {
    int[] out = new int[text.length()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      out[i] = -1;
      if (text.charAt(i) == '(') {
        open.add(i);
      } else if (text.charAt(i) == ')') {
        out[i] = open.remove(open.size() - 1);
        out[out[i]] = i;
      }
    }
    return out;
  }

  /** Sum over the loops, kcal/mol; infinite where an interior loop is too large. */
  static double energy(Loops loops, int[] partner) {
    double sum = 0;
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] > i) {
        sum += loop(loops, partner, i, partner[i]);
      }
    }
    for (int[] helix : branches(partner, 0, partner.length - 1)) {
      sum += loops.exterior(helix[0], helix[1]);
    }
    return sum;
  }

  private static double loop(Loops loops, int[] partner, int i, int j) {
    List<int[]> inner = branches(partner, i + 1, j - 1);
    if (inner.isEmpty()) {
      return loops.hairpin(i, j);
    }
    if (inner.size() == 1) {
      int k = inner.get(0)[0];
      int l = inner.get(0)[1];
      boolean large = k - i - 1 + j - l - 1 > Turner2004.INTERIOR;
      return large ? Double.POSITIVE_INFINITY : loops.interior(i, j, k, l);
    }
    return loops.multibranch(i, j)
        + inner.stream().mapToDouble(b -> loops.branch(b[0], b[1])).sum();
  }

  /** The outermost pairs between two bases. */
  static List<int[]> branches(int[] partner, int from, int to) {
    List<int[]> out = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      if (partner[i] > i) {
        out.add(new int[] {i, partner[i]});
        i = partner[i];
      }
    }
    return out;
  }
}
