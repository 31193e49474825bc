package dev.lodestar.tck;

import dev.lodestar.core.masked.TokenDenoiser;

/** A network whose logits depend on the neighbour before, in closed form; four letters. */
record Neighbours() implements TokenDenoiser {
  @Override
  public int vocabulary() {
    return 4;
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    float[] out = new float[tokens.length * 4];
    for (int i = 0; i < tokens.length; i++) {
      int before = i % length == 0 ? 4 : tokens[i - 1];
      for (int k = 0; k < 4; k++) {
        out[i * 4 + k] = ((before + 1) * (k + 2) % 5) * 0.4f;
      }
    }
    return out;
  }
}
