package dev.lodestar.torch;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import java.util.Arrays;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * A tower with weights, asked row by row: what a row gets does not depend on its batch.
 *
 * <p>Safe to use from several threads.
 */
final class ImageRows implements AutoCloseable {
  private static final int OVERHEAD = 2;

  /** Rows that are differentiated together. */
  private static final int ROWS = 16;

  private final String whose;
  private final ImageTower tower;
  private final ParameterSet parameters;
  private final Batching batching;

  /** What a tower makes of a batch of images, shape [rows, …]. */
  interface Part {
    Tensor of(Tensor images, float[] levels);
  }

  /**
   * @param whose the network, as a sentence begins with it
   */
  ImageRows(String whose, ImageTower tower, ParameterSet parameters) {
    this.whose = whose;
    this.tower = tower;
    this.parameters = parameters;
    this.batching = new Batching(OVERHEAD, this::probe);
  }

  ParameterSet parameters() {
    return parameters;
  }

  /**
   * Numbers of every image.
   *
   * @param width how many of a row
   * @return shape [images][width]
   */
  double[][] numbers(Latents images, int width, NoiseLevel level, Part part) {
    require(images);
    int row = images.shape().numbers();
    float[] flat = new float[Math.multiplyExact(images.size(), width)];
    batching.run(
        images.size(),
        (first, count, padded) -> {
          float[] x = new float[padded * row];
          System.arraycopy(images.data(), first * row, x, 0, count * row);
          try (Scope s = Scope.inference()) {
            part.of(input(x), told(padded, level))
                .narrow(0, 0, count)
                .contiguous()
                .data_ptr_float()
                .get(flat, first * width, count * width);
          }
        });
    double[][] out = new double[images.size()][width];
    for (int i = 0; i < flat.length; i++) {
      out[i / width][i % width] = flat[i];
    }
    return out;
  }

  /** The linear map's numbers of every image. */
  double[][] outputs(Latents images, NoiseLevel level, Function<Tensor, Tensor> then) {
    return numbers(
        images,
        tower.outputs(),
        level,
        (x, levels) -> then.apply(tower.outputs(parameters, x, levels, false)));
  }

  /**
   * One number of every image, and its gradient.
   *
   * @param value from the linear map's numbers, shape [rows, outputs], to shape [rows]
   */
  LatentGuide.Gradient gradient(Latents states, NoiseLevel level, Function<Tensor, Tensor> value) {
    require(states);
    int row = states.shape().numbers();
    double[] values = new double[states.size()];
    float[] out = new float[states.data().length];
    Workers.run(
        (states.size() + ROWS - 1) / ROWS,
        Workers.DEFAULT,
        i -> {
          int first = i * ROWS;
          int count = Math.min(ROWS, states.size() - first);
          float[] x = new float[ROWS * row];
          System.arraycopy(states.data(), first * row, x, 0, count * row);
          try (Scope s = Scope.gradients()) {
            Tensor in = input(x).set_requires_grad(true);
            Tensor v = value.apply(tower.outputs(parameters, in, told(ROWS, level), false));
            // the sum's gradient is every row's own
            v.sum().backward();
            float[] all = Torch.floats(v.detach());
            for (int r = 0; r < count; r++) {
              values[first + r] = all[r];
            }
            in.grad().contiguous().data_ptr_float().get(out, first * row, count * row);
          }
        });
    return new LatentGuide.Gradient(values, out);
  }

  private void require(Latents images) {
    parameters.requireOpen();
    if (!images.shape().equals(tower.shape())) {
      throw new IllegalArgumentException(
          "%s takes images of %s, not %s".formatted(whose, tower.shape(), images.shape()));
    }
  }

  private Tensor input(float[] x) {
    int n = tower.shape().numbers();
    return Torch.tensor(x, x.length / n, tower.channels(), tower.side(), tower.side());
  }

  private static float[] told(int rows, NoiseLevel level) {
    float[] out = new float[rows];
    Arrays.fill(out, ImageClassifier.angle(level));
    return out;
  }

  /** The numbers of one row as the last of a batch. */
  private float[] probe(int size) {
    int n = tower.shape().numbers();
    float[] x = new float[size * n];
    for (int k = 0; k < n; k++) {
      x[x.length - n + k] = (float) Math.sin(k * k);
    }
    try (Scope s = Scope.inference()) {
      Tensor y = tower.outputs(parameters, input(x), told(size, NoiseLevel.DATA), false);
      return Torch.floats(y.narrow(0, size - 1, 1));
    }
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
