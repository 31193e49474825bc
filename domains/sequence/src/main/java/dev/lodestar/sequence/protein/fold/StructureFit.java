package dev.lodestar.sequence.protein.fold;

import dev.lodestar.core.masked.Softmax;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.task.DesignMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well designs fit the structure by the pre-trained model: −log p of each residue given the
 * structure alone, the mean in nats. One network evaluation serves all designs.
 */
final class StructureFit implements DesignMetric<String> {
  private final double[][] logP;
  private final double ofNative;

  /**
   * @param sequence the native one: the yardstick
   */
  StructureFit(TokenDenoiser network, String sequence) {
    int n = sequence.length();
    int v = network.vocabulary();
    int[] masked = new int[n];
    Arrays.fill(masked, v);
    float[] logits = network.logits(masked, 1, n, 0);
    logP = new double[n][v];
    for (int i = 0; i < n; i++) {
      Softmax.log(logits, i * v, logP[i]);
    }
    ofNative = of(sequence);
  }

  @Override
  public String name() {
    return "structure fit";
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "mean -log p of a residue given the structure alone, nats; lower is more natural (the"
            + " native sequence %.3f, uniform random letters %.3f)",
        ofNative,
        uniform());
  }

  private double uniform() {
    return -Arrays.stream(logP)
        .mapToDouble(p -> Arrays.stream(p).average().orElse(0))
        .average()
        .orElse(0);
  }

  @Override
  public double[] of(List<String> designs) {
    return designs.stream().mapToDouble(this::of).toArray();
  }

  private double of(String design) {
    int[] tokens = InverseFoldingTask.LETTERS.tokens(design);
    double sum = 0;
    for (int i = 0; i < tokens.length; i++) {
      sum -= logP[i][tokens[i]];
    }
    return sum / tokens.length;
  }
}
