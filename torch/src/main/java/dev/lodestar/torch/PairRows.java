package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphShape;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How the pairs of a padded batch are laid out for perceptrons over them: channels innermost,
 * either [B, N, N, C] or, every pair once, [B, N(N−1)/2, C].
 *
 * @param there 1 for pairs of atoms that are there, shape of rows of one channel
 * @param diagonal the unit matrix [N, N]
 * @param offDiagonal one less it
 * @param triangle present where every pair is kept once
 */
record PairRows(Tensor there, Tensor diagonal, Tensor offDiagonal, Optional<Triangle> triangle) {
  /**
   * Places in flattened matrices.
   *
   * @param upper of each pair, its place in a matrix, shape [N(N−1)/2]
   * @param unfold of each place in a matrix, its pair; any pair on the diagonal, shape [N·N]
   */
  record Triangle(Tensor upper, Tensor unfold) {
    static Triangle of(int n) {
      long[] upper = new long[GraphShape.pairs(n)];
      long[] unfold = new long[n * n];
      for (int b = 1; b < n; b++) {
        for (int a = 0; a < b; a++) {
          int p = GraphShape.pair(a, b);
          upper[p] = (long) a * n + b;
          unfold[a * n + b] = p;
          unfold[b * n + a] = p;
        }
      }
      return new Triangle(indices(upper), indices(unfold));
    }

    private static Tensor indices(long[] values) {
      float[] exact = new float[values.length];
      for (int i = 0; i < exact.length; i++) {
        exact[i] = values[i];
      }
      return Torch.tensor(exact, exact.length).to(torch.ScalarType.Long);
    }
  }

  /**
   * @param atoms 1 for atoms that are there, shape [B, N]
   */
  static PairRows square(Tensor atoms) {
    Tensor there = atoms.unsqueeze(2);
    return of(atoms, torch.bmm(there, there.transpose(1, 2)).unsqueeze(-1), Optional.empty());
  }

  static PairRows triangle(Tensor atoms) {
    Tensor column = atoms.unsqueeze(2);
    Triangle triangle = Triangle.of((int) atoms.size(1));
    Tensor there =
        torch.bmm(column, column.transpose(1, 2)).flatten(1, -1).index_select(1, triangle.upper);
    return of(atoms, there.unsqueeze(-1), Optional.of(triangle));
  }

  private static PairRows of(Tensor atoms, Tensor there, Optional<Triangle> triangle) {
    Tensor eye = torch.eye(atoms.size(1));
    return new PairRows(there, eye, eye.neg().add(new Scalar(1)), triangle);
  }

  /** Rows of maps [B, C, N, N]. */
  Tensor rows(Tensor maps) {
    return triangle
        .map(t -> maps.flatten(2, -1).index_select(2, t.upper).transpose(1, 2))
        .orElseGet(() -> maps.permute(0, 2, 3, 1));
  }

  /** Maps [B, C, N, N] of rows. */
  Tensor maps(Tensor rows) {
    long n = diagonal.size(0);
    return triangle
        .map(t -> rows.index_select(1, t.unfold).view(rows.size(0), n, n, rows.size(2)))
        .orElse(rows)
        .permute(0, 3, 1, 2);
  }

  /** Rows of maps plus their transposes. */
  Tensor withTranspose(Tensor rows) {
    return triangle.isPresent() ? rows.add(rows) : rows.add(rows.transpose(1, 2));
  }

  /** Zero where an atom is absent. */
  Tensor there(Tensor rows) {
    return rows.mul(there);
  }

  /** Zero where an atom is absent, and on the diagonal. */
  Tensor real(Tensor rows) {
    Tensor present = there(rows);
    return triangle.isPresent() ? present : present.mul(offDiagonal.unsqueeze(-1));
  }
}
