package dev.lodestar.sequence.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double EXACT = 1e-12;

  @Test
  void kmersAreCountedWithinSequences() {
    // AAC: AA AC; CA: CA. No k-mer spans two sequences.
    double[] f = KmerProfile.of(List.of("AAC", "CA"), 2).frequencies();
    double[] expected = new double[16];
    expected[0] = expected[1] = expected[4] = 1 / 3.0;
    assertArrayEquals(expected, f, EXACT);
  }

  @Test
  void kmersOrderIsAlphabetical() {
    double[] f = KmerProfile.of(List.of("TGA"), 3).frequencies();
    assertEquals(1, f[3 * 16 + 2 * 4]);
  }

  @Test
  void correlationIsPearsons() {
    KmerProfile a = new KmerProfile(1, new double[] {0.4, 0.3, 0.2, 0.1});
    KmerProfile b = new KmerProfile(1, new double[] {0.1, 0.2, 0.3, 0.4});
    KmerProfile c = new KmerProfile(1, new double[] {0.4, 0.1, 0.4, 0.1});
    assertEquals(1, a.correlation(a), EXACT);
    assertEquals(-1, a.correlation(b), EXACT);
    // deviations (15, 5, −5, −15)/100 and (15, −15, 15, −15)/100: 300 / √(500·900)
    assertEquals(300 / Math.sqrt(500.0 * 900), a.correlation(c), EXACT);
    assertEquals(a.correlation(c), new KmerCorrelation(c, "x").reference().correlation(a), EXACT);
  }

  @Test
  void profilesSurviveTheirText() {
    KmerProfile p = KmerProfile.of(List.of("ACGTTGCATGCA", "GGGATTACA"), 3);
    assertArrayEquals(p.frequencies(), KmerProfile.parse(3, p.text()).frequencies(), 1e-8);
  }

  @Test
  void profilesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new KmerProfile(1, new double[] {1, 0}));
    assertThrows(
        IllegalArgumentException.class, () -> new KmerProfile(1, new double[] {1, 1, 0, 0}));
    assertThrows(IllegalArgumentException.class, () -> KmerProfile.of(List.of("AC"), 3));
    KmerProfile one = KmerProfile.of(List.of("ACGT"), 1);
    KmerProfile two = KmerProfile.of(List.of("ACGT"), 2);
    assertThrows(IllegalArgumentException.class, () -> one.correlation(two));
  }

  @Test
  void diversityEqualsTheMeanOverPairs() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> designs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder s = new StringBuilder();
      random.ints(30, 0, 4).forEach(k -> s.append("ACGT".charAt(k)));
      designs.add(s.toString());
    }
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < designs.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Sequences.hamming(designs.get(i), designs.get(j)) / 30.0;
        pairs++;
      }
    }
    assertEquals(sum / pairs, new Diversity().of(designs), EXACT);
    assertEquals(0, new Diversity().of(List.of("ACG", "ACG")));
    assertEquals(1, new Diversity().of(List.of("AAA", "CCC")));
    assertTrue(Double.isNaN(new Diversity().of(List.of("ACG"))), "one design has no pair");
  }

  @Test
  void uniqueAndUpstreamStartRatesAreShares() {
    assertEquals(0.75, new UniqueFraction().of(List.of("A", "C", "A", "G")));
    assertEquals(0.5, new UpstreamStartRate().of(List.of("CATGC", "CCCCC")));
  }

  @Test
  void columnsFollowTheDesigns() {
    assertArrayEquals(new double[] {0.5, 1}, PerDesign.GC.of(List.of("ACGT", "GG")));
    assertArrayEquals(new double[] {1, 0}, PerDesign.UPSTREAM_STARTS.of(List.of("CATGC", "CCCCC")));
  }

  @Test
  void spreadIsMeanAndSampleDeviation() {
    Spread spread = Spread.of(new double[] {1, 2, 3, 6});
    assertEquals(3, spread.mean(), EXACT);
    assertEquals(Math.sqrt(14 / 3.0), spread.deviation(), EXACT);
    assertEquals(new Spread(3, 2.1602), Spread.parse(spread.toString()));
  }

  @Test
  void naturalnessIsNatsALetter() {
    // a denoiser that is sure of nothing: log 4 for every letter of every sequence
    Naturalness uniform =
        new Naturalness(
            new FlatDenoiser(), Alphabet.DNA, new Spread(1.3, 0.1), new Spread(1.4, 0.1));
    assertArrayEquals(
        new double[] {Math.log(4), Math.log(4)}, uniform.of(List.of("ACGTA", "CCCCC")), 1e-6);
    assertTrue(uniform.describe().contains("1.4000 ± 0.1000"), uniform.describe());
  }

  private record FlatDenoiser() implements TokenDenoiser {
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
      return new float[rows * length * 4];
    }
  }
}
