package dev.lodestar.run.store;

import java.util.OptionalLong;

/**
 * The ledger's entries in memory: an open-addressing table from key to one long, in flat arrays.
 *
 * <p>24 bytes a slot and 55 to 80 % of the slots filled: 30 to 44 bytes an entry, whatever the
 * designs' length.
 */
final class LedgerIndex {
  private static final double FULL = 0.8;
  private static final double GROWTH = 1.45;

  private long[] high;
  private long[] low;
  private long[] value;
  private int size;

  LedgerIndex() {
    allocate(1024);
  }

  int size() {
    return size;
  }

  /** Bytes held by the table. */
  long bytes() {
    return 3L * Long.BYTES * high.length;
  }

  OptionalLong get(LedgerKey key) {
    int slot = slot(key.high(), key.low());
    return low[slot] == 0 ? OptionalLong.empty() : OptionalLong.of(value[slot]);
  }

  /** Sets or replaces the value of a key. */
  void put(LedgerKey key, long v) {
    int slot = slot(key.high(), key.low());
    if (low[slot] == 0) {
      if (size + 1 > FULL * high.length) {
        grow();
        slot = slot(key.high(), key.low());
      }
      high[slot] = key.high();
      low[slot] = key.low();
      size++;
    }
    value[slot] = v;
  }

  /** Where a key stands, or the free slot where it would; a key's low half is never 0. */
  private int slot(long h, long l) {
    // the key is a uniform hash: its upper half scaled to the table is a uniform slot
    int slot = (int) (((h >>> 32) * high.length) >>> 32);
    while (low[slot] != 0 && !(low[slot] == l && high[slot] == h)) {
      slot = slot + 1 == high.length ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldValue = value;
    allocate(Math.toIntExact((long) (oldHigh.length * GROWTH)));
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldLow[i] != 0) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        value[slot] = oldValue[i];
      }
    }
  }

  private void allocate(int slots) {
    high = new long[slots];
    low = new long[slots];
    value = new long[slots];
  }
}
