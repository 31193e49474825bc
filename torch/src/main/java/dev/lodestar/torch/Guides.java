package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenGuide;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** Values of one-hot states with the gradient of each row's own value. */
final class Guides {
  private static final int ROWS = 16;

  private Guides() {}

  /**
   * @param value of states [rows, width, V + 1], in data units, shape [rows]; rows are independent
   */
  static TokenGuide.Gradient at(
      OneHot input, int[] tokens, int rows, int length, Function<Tensor, Tensor> value) {
    int size = length * input.channels();
    double[] values = new double[rows];
    float[] gradient = new float[Math.multiplyExact(rows, size)];
    Workers.run(
        (rows + ROWS - 1) / ROWS,
        Workers.DEFAULT,
        i -> {
          int first = i * ROWS;
          int count = Math.min(ROWS, rows - first);
          // A fixed shape, as in scoring: what a row gets does not depend on its batch.
          float[] x = input.blank(ROWS);
          for (int r = 0; r < count; r++) {
            input.put(x, r, tokens, (first + r) * length, length);
          }
          try (Scope s = Scope.gradients()) {
            Tensor state = input.tensor(x).set_requires_grad(true);
            Tensor v = value.apply(state);
            // The sum's gradient is every row's own; a mean's would shrink with the batch.
            v.narrow(0, 0, count).sum().backward();
            float[] out = Torch.floats(v.detach());
            for (int r = 0; r < count; r++) {
              values[first + r] = out[r];
            }
            state
                .grad()
                .narrow(0, 0, count)
                .narrow(1, input.width() - length, length)
                .contiguous()
                .data_ptr_float()
                .get(gradient, first * size, count * size);
          }
        });
    return new TokenGuide.Gradient(values, gradient);
  }
}
