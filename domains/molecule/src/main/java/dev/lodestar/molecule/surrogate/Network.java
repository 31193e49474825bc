package dev.lodestar.molecule.surrogate;

import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One hidden layer of rectified units from features to a score.
 *
 * @param in weights from input to hidden unit, [inputs, hidden]
 * @param bias of the hidden units
 * @param out weights from hidden unit to score
 * @param offset of the score
 */
record Network(float[] in, float[] bias, float[] out, float offset) {
  Network {
    if (out.length == 0 || bias.length != out.length || in.length != Features.COUNT * out.length) {
      throw new IllegalArgumentException(
          "A surrogate has %d inputs, and as many biases as hidden units; these weights have %d values, %d biases and %d hidden units."
              .formatted(Features.COUNT, in.length, bias.length, out.length));
    }
  }

  /** The score of a molecule. */
  double of(Features x) {
    int hidden = out.length;
    float[] sum = bias.clone();
    for (int k = 0; k < x.index().length; k++) {
      float v = x.value()[k];
      int row = x.index()[k] * hidden;
      for (int h = 0; h < hidden; h++) {
        sum[h] += v * in[row + h];
      }
    }
    double score = offset;
    for (int h = 0; h < hidden; h++) {
      score += Math.max(0, sum[h]) * out[h];
    }
    return score;
  }

  void save(Path file, Map<String, String> notes) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("in", StoredTensor.of(in, Features.COUNT, out.length));
    tensors.put("bias", StoredTensor.of(bias, bias.length));
    tensors.put("out", StoredTensor.of(out, out.length));
    tensors.put("offset", StoredTensor.of(new float[] {offset}, 1));
    new SafeTensors(tensors, notes).write(file);
  }

  /**
   * Reads weights.
   *
   * @throws IllegalArgumentException where they are not those of a surrogate, naming the file
   * @throws IOException where the file cannot be read
   */
  static Network load(Path file) throws IOException {
    SafeTensors stored = SafeTensors.read(file);
    try {
      float[] offset = stored.get("offset").floats();
      return new Network(
          stored.get("in").floats(),
          stored.get("bias").floats(),
          stored.get("out").floats(),
          offset[0]);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          file + " holds no weights of a docking surrogate: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Network n
        && Arrays.equals(n.in, in)
        && Arrays.equals(n.bias, bias)
        && Arrays.equals(n.out, out)
        && n.offset == offset;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(out);
  }

  @Override
  public String toString() {
    return Features.COUNT + " inputs, " + out.length + " hidden units";
  }
}
