package dev.lodestar.run.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a ledger from its beginning, and tells what of it is damaged. */
final class LedgerReader {
  static final byte[] HEADER = "lodestar-ledger 1\n".getBytes(StandardCharsets.US_ASCII);

  private final FileChannel channel;
  private long end;
  private long torn;
  private int damaged;
  private long firstDamaged;

  LedgerReader(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes a sound line and where it begins. */
  @FunctionalInterface
  interface Visitor {
    void line(LedgerLine line, long offset);
  }

  /** Visits every sound line in order. */
  void forEach(Visitor visitor) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b != '\n') {
        continue;
      }
      byte[] bytes = line.toByteArray();
      number++;
      if (number == 1) {
        requireHeader(bytes);
      } else {
        Optional<LedgerLine> sound = LedgerLine.decode(bytes, 0, bytes.length - 1);
        if (sound.isPresent()) {
          visitor.line(sound.get(), end);
        } else if (damaged++ == 0) {
          firstDamaged = number;
        }
      }
      end += bytes.length;
      line.reset();
    }
    torn = line.size();
    if (number == 0 && !Arrays.equals(line.toByteArray(), Arrays.copyOf(HEADER, line.size()))) {
      requireHeader(line.toByteArray());
    }
  }

  /** Where the last whole line ends. */
  long end() {
    return end;
  }

  /** What is wrong with the file, one sentence each. */
  List<String> repairs(Path file) {
    List<String> out = new ArrayList<>();
    if (damaged > 0) {
      out.add(
          file
              + ": "
              + damaged
              + " damaged line"
              + (damaged == 1 ? "" : "s")
              + " passed over, the first is line "
              + firstDamaged
              + "; what stood there will be asked again.");
    }
    if (torn > 0) {
      out.add(
          file + ": the last line was torn (an interrupted write); " + torn + " bytes cut off.");
    }
    return List.copyOf(out);
  }

  private static void requireHeader(byte[] line) {
    if (!Arrays.equals(line, HEADER)) {
      throw new RunFailure(
          "The file 'ledger' does not begin with 'lodestar-ledger 1': it is not a ledger of this"
              + " version of Lodestar. Move it away, or resume with the version that wrote it.");
    }
  }

  /** The sound line that begins at an offset. */
  static Optional<LedgerLine> at(FileChannel channel, long offset) throws IOException {
    for (int size = 512; ; size *= 4) {
      ByteBuffer buffer = ByteBuffer.allocate(size);
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer, offset + buffer.position());
      }
      byte[] bytes = buffer.array();
      for (int i = 0; i < buffer.position(); i++) {
        if (bytes[i] == '\n') {
          return LedgerLine.decode(bytes, 0, i);
        }
      }
      if (read < 0) {
        return Optional.empty();
      }
    }
  }
}
