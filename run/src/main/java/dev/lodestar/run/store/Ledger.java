package dev.lodestar.run.store;

import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Every scorer call of a run: an append-only text file that is the memory of scores, the audit
 * trail, and what makes a killed run lose nothing that was paid for.
 *
 * <p>A batch of answers is written and forced to disk before anybody sees it. On opening, a torn
 * last line (the mark of a kill) is cut off and damaged lines are passed over; {@link #repairs}
 * says so. Keys are (scorer identity, canonical design text).
 *
 * <p>A failure is remembered while the run lasts, so that a design that hangs its scorer is not
 * tried at every step; after reopening it is tried again unless {@code trustFailures}.
 *
 * <p>Not safe for several threads at once: {@link LedgeredReward} locks the ledger.
 */
public final class Ledger implements AutoCloseable {
  /** The mark of a ledger that no checkpoint belongs to: nothing in it is unpaid. */
  public static final long ALL_PAID = Long.MAX_VALUE;

  // A value is stored as its bits. Other answers are NaNs that carry a kind and the offset of their
  // line, so that reasons take no memory; no finite value has these bits.
  private static final long BOXED = 0x7FF8_0000_0000_0000L;
  private static final long INFEASIBLE = BOXED | 1L << 48;
  private static final long FAILED = BOXED | 2L << 48;
  private static final long FAILED_EARLIER = BOXED | 3L << 48;
  private static final long OFFSET = (1L << 48) - 1;

  private final Path file;
  private final FileChannel channel;
  private final LedgerIndex index = new LedgerIndex();
  private final Map<String, Integer> scorers = new HashMap<>();
  private final Set<LedgerKey> unpaid = new HashSet<>();
  private final List<String> repairs;
  private long length;

  private Ledger(Path file, FileChannel channel, long paidUpTo, boolean trustFailures)
      throws IOException {
    this.file = file;
    this.channel = channel;
    LedgerReader reader = new LedgerReader(channel);
    Map<Integer, String> names = new HashMap<>();
    reader.forEach(
        (line, offset) -> {
          if (line instanceof LedgerLine.Scorer s) {
            names.put(s.number(), s.identity());
            scorers.put(s.identity(), s.number());
          } else if (line instanceof LedgerLine.Answer a && names.containsKey(a.scorer())) {
            LedgerKey key = LedgerKey.of(names.get(a.scorer()), a.design());
            if (offset >= paidUpTo && index.get(key).isEmpty()) {
              unpaid.add(key);
            }
            index.put(key, box(a.score(), offset, trustFailures ? FAILED : FAILED_EARLIER));
          }
        });
    this.repairs = reader.repairs(file);
    this.length = reader.end();
    if (channel.size() > length) {
      channel.truncate(length);
      channel.force(true);
    }
    if (length == 0) {
      write(LedgerReader.HEADER);
      DurableFiles.syncFolder(file.toAbsolutePath().getParent());
    }
  }

  /**
   * Opens a ledger, or starts one.
   *
   * @param paidUpTo {@link #length} at the checkpoint that the run goes on from: calls beyond it
   *     are {@linkplain #pay unpaid}; {@link #ALL_PAID} where there is none
   * @param trustFailures whether failures from before count as answers
   * @throws RunFailure where the file is no ledger or cannot be read
   */
  public static Ledger open(Path file, long paidUpTo, boolean trustFailures) {
    return open(file, paidUpTo, trustFailures, FileChannel::open);
  }

  /** How a ledger gets at its file; tests put failing disks here. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path file, StandardOpenOption... how) throws IOException;
  }

  static Ledger open(Path file, long paidUpTo, boolean trustFailures, Opener opener) {
    try {
      FileChannel channel =
          opener.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        return new Ledger(file, channel, paidUpTo, trustFailures);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read the ledger", file, e), e);
    }
  }

  /** What had to be mended on opening, one sentence each; empty for a whole ledger. */
  public List<String> repairs() {
    return repairs;
  }

  /** Number of different (scorer, design) pairs. */
  public int size() {
    return index.size();
  }

  /** Bytes on disk; everything before it is safe. */
  public long length() {
    return length;
  }

  /** Bytes of memory the entries take. */
  public long indexBytes() {
    return index.bytes();
  }

  /** The answer to a key, where the ledger has one that counts. */
  public Optional<Score> find(LedgerKey key) {
    OptionalLong found = index.get(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long bits = found.getAsLong();
    if ((bits & BOXED) != BOXED) {
      return Optional.of(new Score.Value(Double.longBitsToDouble(bits)));
    }
    return (bits & ~OFFSET) == FAILED_EARLIER
        ? Optional.empty()
        : Optional.of(readBack(bits & OFFSET));
  }

  /** Whether a key has to be charged: it was never called, or after the run's last checkpoint. */
  public boolean owed(LedgerKey key) {
    return unpaid.contains(key) || index.get(key).isEmpty();
  }

  /** Notes that a key has been charged to the run's meter. */
  public void pay(LedgerKey key) {
    unpaid.remove(key);
  }

  /**
   * Writes a batch of answers and forces it to disk.
   *
   * @throws RunFailure where the disk is full or fails; the ledger then still ends with the batch
   *     before
   */
  public void append(String scorer, List<String> designs, List<Score> scores) {
    if (designs.isEmpty()) {
      return;
    }
    List<byte[]> lines = new ArrayList<>(designs.size() + 2);
    Integer number = scorers.get(scorer);
    if (number == null) {
      number = scorers.size();
      lines.add(new LedgerLine.Scorer(number, scorer).encode());
    }
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    lines.add(new LedgerLine.Batch(now, designs.size()).encode());
    int before = lines.size();
    for (int i = 0; i < designs.size(); i++) {
      lines.add(new LedgerLine.Answer(number, designs.get(i), scores.get(i)).encode());
    }
    ByteBuffer bytes = ByteBuffer.allocate(lines.stream().mapToInt(l -> l.length).sum());
    lines.forEach(bytes::put);
    long offset = length + lines.subList(0, before).stream().mapToLong(l -> l.length).sum();
    write(bytes.array());
    scorers.put(scorer, number);
    for (int i = 0; i < designs.size(); i++) {
      LedgerKey key = LedgerKey.of(scorer, designs.get(i));
      index.put(key, box(scores.get(i), offset, FAILED));
      unpaid.remove(key);
      offset += lines.get(before + i).length;
    }
  }

  /**
   * Refuses to go on where the disk has no room for {@code bytes} more, so that no call is paid
   * whose answer could not be kept.
   */
  void reserve(long bytes) {
    long usable;
    try {
      usable = DurableFiles.usableSpace(file);
    } catch (IOException e) {
      return; // a file system that cannot tell will say so when it is written to
    }
    if (usable < bytes) {
      throw new RunFailure(
          "The disk that holds "
              + file
              + " has "
              + usable
              + " bytes left, too few for the next scorer calls; free some space and resume.");
    }
  }

  private void write(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long at = length;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      channel.force(false);
      length = at;
    } catch (IOException e) {
      try {
        channel.truncate(length);
      } catch (IOException again) {
        e.addSuppressed(again); // a torn tail is cut off when the ledger is opened next
      }
      throw new RunFailure(DurableFiles.sentence("write the ledger", file, e), e);
    }
  }

  private static long box(Score score, long offset, long failed) {
    if (score instanceof Score.Value v) {
      return Double.doubleToRawLongBits(v.value());
    }
    return (score instanceof Score.Infeasible ? INFEASIBLE : failed) | offset;
  }

  private Score readBack(long offset) {
    try {
      Optional<LedgerLine> line = LedgerReader.at(channel, offset);
      if (line.isPresent() && line.get() instanceof LedgerLine.Answer a) {
        return a.score();
      }
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read the ledger", file, e), e);
    }
    throw new RunFailure(
        "The ledger " + file + " was changed by somebody else while the run was using it.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("close the ledger", file, e), e);
    }
  }
}
