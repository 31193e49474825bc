package dev.lodestar.core.exact;

import dev.lodestar.core.masked.ConditionalDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import java.util.List;

/**
 * A conditional model of one denoiser a condition and one for when nothing is told.
 *
 * @param told a denoiser for each condition
 * @param untold the unconditional one
 */
public record ConditionalTable(List<TokenDenoiser> told, TokenDenoiser untold)
    implements ConditionalDenoiser {
  public ConditionalTable {
    told = List.copyOf(told);
    int v = untold.vocabulary();
    if (told.isEmpty() || told.stream().anyMatch(d -> d.vocabulary() != v)) {
      throw new IllegalArgumentException(
          "a conditional model needs at least one condition, and one vocabulary");
    }
  }

  @Override
  public int vocabulary() {
    return untold.vocabulary();
  }

  @Override
  public int conditions() {
    return told.size();
  }

  @Override
  public boolean timeIndependent() {
    return untold.timeIndependent() && told.stream().allMatch(TokenDenoiser::timeIndependent);
  }

  @Override
  public float[] logits(int[] tokens, int[] conditions, int rows, int length, double noise) {
    int size = length * vocabulary();
    float[] out = new float[rows * size];
    for (int r = 0; r < rows; r++) {
      int[] state = new int[length];
      System.arraycopy(tokens, r * length, state, 0, length);
      TokenDenoiser network = conditions[r] == NONE ? untold : told.get(conditions[r]);
      System.arraycopy(network.logits(state, 1, length, noise), 0, out, r * size, size);
    }
    return out;
  }
}
