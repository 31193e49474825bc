package dev.lodestar.sequence.motif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.sequence.task.BothStrands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The features of a bank are those of its motifs, window by window. */
class MotifBankTest {
  private static final int LETTERS = 4;
  private final SplittableRandom random = new SplittableRandom(5);

  /** Motifs of 4 to 15 letters, hit by one window in ten. */
  private List<Motif> motifs(int n) {
    List<Motif> out = new ArrayList<>();
    for (int m = 0; m < n; m++) {
      double[][] counts = new double[4 + random.nextInt(12)][LETTERS];
      for (double[] position : counts) {
        for (int l = 0; l < LETTERS; l++) {
          position[l] = random.nextInt(40);
        }
        position[random.nextInt(LETTERS)] += 20;
      }
      out.add(Motif.of("m" + m, counts).at(0.1));
    }
    return out;
  }

  private static float[] certain(int[] tokens) {
    float[] out = new float[tokens.length * LETTERS];
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < LETTERS) {
        out[LETTERS * i + tokens[i]] = 1;
      }
    }
    return out;
  }

  /** Bits of a window above the threshold, the better of both strands; masks score 0. */
  private static double bits(Motif motif, int[] tokens, int at) {
    double forward = 0;
    double back = 0;
    int n = motif.length();
    for (int i = 0; i < n; i++) {
      int here = tokens[at + i];
      int there = tokens[at + n - 1 - i];
      forward += here < LETTERS ? motif.scores()[i][here] : 0;
      back += there < LETTERS ? motif.scores()[i][LETTERS - 1 - there] : 0;
    }
    return Math.max(forward, back) - motif.threshold();
  }

  @Test
  void featuresAreTheWindowsOfEachMotif() {
    MotifBank bank = new MotifBank(motifs(30));
    for (int length : new int[] {40, 9}) {
      int[] tokens = random.ints(length, 0, LETTERS + 1).toArray();
      float[] row = bank.features(certain(tokens), 0, length);
      assertEquals(60, row.length);
      for (int m = 0; m < 30; m++) {
        Motif motif = bank.motifs().get(m);
        double occupancy = 0;
        double best = -1000;
        for (int at = 0; at + motif.length() <= length; at++) {
          double bits = bits(motif, tokens, at);
          occupancy += Math.min(1, Math.max(0, 0.5 + bits / 4));
          best = Math.max(best, bits);
        }
        // 16 positions, each rounded by half a 64th at most
        assertEquals(best, row[30 + m], 16.0 / 128, motif.name());
        assertEquals(occupancy, row[m], 40 * 16.0 / 128 / 4, motif.name());
      }
    }
  }

  @Test
  void bothStrandsHaveTheSameFeaturesToTheLastDigit() {
    MotifBank bank = new MotifBank(motifs(50));
    for (int i = 0; i < 20; i++) {
      int[] tokens = random.ints(60, 0, LETTERS).toArray();
      int[] other = BothStrands.reverseComplement(tokens, 60);
      assertArrayEquals(
          bank.features(certain(tokens), 0, 60), bank.features(certain(other), 0, 60), "row " + i);
    }
  }

  @Test
  void rowsAreReadWhereTheyStand() {
    MotifBank bank = new MotifBank(motifs(5));
    int[] two = random.ints(60, 0, LETTERS).toArray();
    int[] second = Arrays.copyOfRange(two, 30, 60);
    assertArrayEquals(bank.features(certain(second), 0, 30), bank.features(certain(two), 1, 30));
  }

  @Test
  void anEmptyBankIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MotifBank(List.of()));
  }
}
