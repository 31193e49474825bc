package dev.lodestar.run;

import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** The rows of a phase on disk, appended group by group; what lies beyond a checkpoint is cut. */
final class RowTable implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private long bytes;

  private RowTable(Path file, FileChannel channel, long bytes) {
    this.file = file;
    this.channel = channel;
    this.bytes = bytes;
  }

  /**
   * Opens a table whose first {@code bytes} bytes count.
   *
   * @throws RunFailure where there are fewer
   */
  static RowTable open(Path file, long bytes) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.size() < bytes) {
        channel.close();
        throw new RunFailure(
            file
                + " is shorter than its checkpoint says: the file was changed by somebody else."
                + " The run cannot be resumed.");
      }
      channel.truncate(bytes);
      return new RowTable(file, channel, bytes);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", file, e), e);
    }
  }

  /** Bytes that count. */
  long bytes() {
    return bytes;
  }

  /** Appends rows and forces them to disk. */
  void append(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach(r -> text.append(r.toCsv()).append('\n'));
    ByteBuffer buffer = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    try {
      long at = bytes;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      channel.force(false);
      bytes = at;
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", file, e), e);
    }
  }

  /** Reads the rows of a table one by one. */
  static void forEach(Path file, int components, int metrics, Consumer<Row> visitor) {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.lines().forEach(line -> visitor.accept(Row.parse(line, components, metrics)));
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    } catch (UncheckedIOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e.getCause()), e);
    } catch (IllegalArgumentException e) {
      throw new RunFailure(file + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("close", file, e), e);
    }
  }
}
