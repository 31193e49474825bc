package dev.lodestar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What every denoiser must keep, to the last bit: a row's answer does not depend on its company,
 * its place in the batch, or the batch's size. Reproducibility of whole runs stands on this.
 */
public abstract class DenoiserContract {
  /** The denoiser under test. */
  protected abstract TokenDenoiser denoiser();

  /** Positions a state. */
  protected abstract int length();

  @Test
  void logitsAreFiniteAndOfTheRightShape() {
    float[] logits = logits(states(5), 5);
    assertEquals(5 * length() * denoiser().vocabulary(), logits.length);
    for (float x : logits) {
      assertTrue(Float.isFinite(x));
    }
  }

  @Test
  void aRowDoesNotDependOnTheSizeOfItsBatch() {
    int rows = 150;
    int[] states = states(rows);
    float[] together = logits(states, rows);
    for (int size : new int[] {1, 2, 3, 7, 33, 64}) {
      for (int from = 0; from + size <= rows; from += 41) {
        int[] part = Arrays.copyOfRange(states, from * length(), (from + size) * length());
        int row = length() * denoiser().vocabulary();
        assertArrayEquals(
            Arrays.copyOfRange(together, from * row, (from + size) * row),
            logits(part, size),
            "rows " + from + ".. in a batch of " + size);
      }
    }
  }

  @Test
  void aRowDoesNotDependOnItsPlace() {
    int rows = 100;
    int[] states = states(rows);
    int[] turned = new int[states.length];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(states, i * length(), turned, (rows - 1 - i) * length(), length());
    }
    float[] forwards = logits(states, rows);
    float[] backwards = logits(turned, rows);
    int row = length() * denoiser().vocabulary();
    for (int i = 0; i < rows; i++) {
      assertArrayEquals(
          Arrays.copyOfRange(forwards, i * row, (i + 1) * row),
          Arrays.copyOfRange(backwards, (rows - 1 - i) * row, (rows - i) * row));
    }
  }

  @Test
  void aTimeIndependentDenoiserIgnoresTheNoiseLevel() {
    if (denoiser().timeIndependent()) {
      int[] states = states(4);
      assertArrayEquals(
          denoiser().logits(states, 4, length(), 0.01),
          denoiser().logits(states, 4, length(), 3.0));
    }
  }

  private float[] logits(int[] states, int rows) {
    return denoiser().logits(states, rows, length(), 0.5);
  }

  /** States from almost all masked to almost clean. */
  private int[] states(int rows) {
    Philox rng = new Philox(1, 2, 3, 4, 5);
    int v = denoiser().vocabulary();
    int[] out = new int[rows * length()];
    for (int i = 0; i < rows; i++) {
      double masked = (i + 0.5) / rows;
      for (int l = 0; l < length(); l++) {
        out[i * length() + l] = rng.nextDouble() < masked ? v : rng.nextInt(v);
      }
    }
    return out;
  }
}
