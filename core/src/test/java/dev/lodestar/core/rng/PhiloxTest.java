package dev.lodestar.core.rng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Statistics;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
  /** Known answers of philox4x64-10 published with Random123 (kat_vectors). */
  @ParameterizedTest
  @CsvSource({
    "0 0 0 0, 0 0, 16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
    "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff,"
        + " ffffffffffffffff ffffffffffffffff,"
        + " 87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0",
    "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89,"
        + " 452821e638d01377 be5466cf34e90c6c,"
        + " a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6"
  })
  void knownAnswers(String counter, String key, String expected) {
    long[] c = words(counter);
    long[] k = words(key);
    long[] out = new long[4];
    Philox.block(k[0], k[1], c[0], c[1], c[2], c[3], out);
    assertArrayEquals(words(expected), out);
  }

  private static long[] words(String hex) {
    return Arrays.stream(hex.trim().split(" "))
        .mapToLong(w -> Long.parseUnsignedLong(w, 16))
        .toArray();
  }

  /**
   * The same numbers as Apache Commons RNG's generator with our address as its counter; theirs
   * counts before its first block, ours after.
   */
  @Test
  void agreesWithCommonsRng() {
    long[] seed = {0x1234567890abcdefL, -7, 0, 42, 1L << 63, 3};
    UniformRandomProvider theirs = RandomSource.PHILOX_4X64.create(seed);
    Philox ours = new Philox(seed[0], seed[1], seed[3], seed[4], seed[5]);
    for (int i = 0; i < 4; i++) {
      ours.nextLong();
    }
    for (int i = 0; i < 4_000; i++) {
      assertEquals(theirs.nextLong(), ours.nextLong(), "number " + i);
    }
  }

  @Test
  void anAddressIsAStreamFromItsBeginning() {
    Streams streams = Streams.of(9);
    RandomGenerator first = streams.at(3, 2, 1, Purpose.PROPOSE);
    long[] once = LongStream.generate(first::nextLong).limit(9).toArray();
    streams.at(0, 0, 0, Purpose.PRIOR).nextLong();
    RandomGenerator again = streams.at(3, 2, 1, Purpose.PROPOSE);
    assertArrayEquals(once, LongStream.generate(again::nextLong).limit(9).toArray());
  }

  @Test
  void noTwoAddressesShareANumber() {
    Set<Long> seen = new HashSet<>();
    int drawn = 0;
    for (long seed : new long[] {0, 1, -1}) {
      for (long design : new long[] {0, 1, 2, 1L << 40}) {
        for (int step : new int[] {0, 1, 2, 127}) {
          for (int particle : new int[] {0, 1, 2, Integer.MAX_VALUE}) {
            for (Purpose purpose : Purpose.values()) {
              RandomGenerator rng = Streams.of(seed).at(design, step, particle, purpose);
              for (int i = 0; i < 8; i++) {
                seen.add(rng.nextLong());
                drawn++;
              }
            }
          }
        }
      }
    }
    assertEquals(drawn, seen.size());
  }

  @Test
  void isUniformAlongAStream() {
    RandomGenerator rng = Streams.of(1).at(0, 0, 0, Purpose.PRIOR);
    uniform(rng::nextDouble, "one stream");
  }

  /** First numbers of neighbouring addresses, as rows of a batch draw them. */
  @Test
  void isUniformAcrossAddresses() {
    Streams streams = Streams.of(1);
    int[] i = {0};
    uniform(() -> streams.at(i[0]++, 7, 0, Purpose.PROPOSE).nextDouble(), "designs");
    i[0] = 0;
    uniform(() -> streams.at(7, i[0]++, 0, Purpose.PROPOSE).nextDouble(), "steps");
    i[0] = 0;
    uniform(() -> streams.at(7, 7, i[0]++, Purpose.PROPOSE).nextDouble(), "particles");
    i[0] = 0;
    uniform(() -> Streams.of(i[0]++).at(0, 0, 0, Purpose.PROPOSE).nextDouble(), "seeds");
  }

  /** Pairs of numbers fill the unit square, here of two purposes at one address. */
  @Test
  void purposesAreIndependent() {
    Streams streams = Streams.of(2);
    long[] counts = new long[256];
    double[] p = new double[256];
    Arrays.fill(p, 1.0 / 256);
    for (int i = 0; i < 100_000; i++) {
      int a = (int) (16 * streams.at(i, 1, 0, Purpose.PROPOSE).nextDouble());
      int b = (int) (16 * streams.at(i, 1, 0, Purpose.SELECT).nextDouble());
      counts[16 * a + b]++;
    }
    Statistics.accept(Statistics.gTest(counts, p), "pairs");
  }

  @Test
  void doublesLieInTheOpenInterval() {
    RandomGenerator rng = Streams.of(1).at(0, 0, 0, Purpose.PRIOR);
    for (int i = 0; i < 100_000; i++) {
      double u = rng.nextDouble();
      assertTrue(u > 0 && u < 1);
    }
  }

  private static void uniform(Supplier<Double> numbers, String what) {
    long[] counts = new long[1_000];
    double[] p = new double[1_000];
    Arrays.fill(p, 1e-3);
    for (int i = 0; i < 200_000; i++) {
      counts[(int) (1_000 * numbers.get())]++;
    }
    Statistics.accept(Statistics.gTest(counts, p), what);
  }
}
