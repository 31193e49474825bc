package dev.lodestar.core.rng;

import java.util.random.RandomGenerator;

/**
 * The counter-based generator Philox4x64-10: a pure function of a 128-bit key and a 256-bit
 * counter.
 *
 * <p>An instance is the stream at one address: word 0 of the counter runs, words 1 to 3 are the
 * address. Nothing is shared and nothing has to be saved: the same address gives the same numbers
 * again, whichever thread asks and in whatever order.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
public final class Philox implements RandomGenerator {
  private static final long M0 = 0xD2E7470EE14C6C93L;
  private static final long M1 = 0xCA5A826395121157L;
  private static final long W0 = 0x9E3779B97F4A7C15L;
  private static final long W1 = 0xBB67AE8584CAA73BL;
  private static final int ROUNDS = 10;

  private final long key0;
  private final long key1;
  private final long address1;
  private final long address2;
  private final long address3;
  private final long[] block = new long[4];
  private long counter;
  private int used = 4;

  /** The stream with the given key whose counter starts at (0, a1, a2, a3). */
  public Philox(long key0, long key1, long a1, long a2, long a3) {
    this.key0 = key0;
    this.key1 = key1;
    this.address1 = a1;
    this.address2 = a2;
    this.address3 = a3;
  }

  @Override
  public long nextLong() {
    if (used == 4) {
      block(key0, key1, counter++, address1, address2, address3, block);
      used = 0;
    }
    return block[used++];
  }

  /** Uniform in the open interval (0, 1): never 0, so that its logarithm is finite. */
  @Override
  public double nextDouble() {
    return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** One block: ten rounds over the counter (c0, c1, c2, c3) under the key (k0, k1). */
  static void block(long k0, long k1, long c0, long c1, long c2, long c3, long[] out) {
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = multiplyHighUnsigned(M0, c0);
      long high1 = multiplyHighUnsigned(M1, c2);
      long low0 = M0 * c0;
      long low1 = M1 * c2;
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 += W0;
      k1 += W1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }

  /** Math.unsignedMultiplyHigh exists only since Java 18. */
  private static long multiplyHighUnsigned(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
