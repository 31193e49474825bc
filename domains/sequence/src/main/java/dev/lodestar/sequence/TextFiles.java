package dev.lodestar.sequence;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Text files, read plain or gzipped, written whole or not at all. */
public final class TextFiles {
  /** A longer line is taken for a file that is no text. */
  static final int LONGEST_LINE = 1 << 20;

  private TextFiles() {}

  /** Takes one line after another. */
  @FunctionalInterface
  public interface LineSink {
    /**
     * One line.
     *
     * @param number its number in the file, from 1
     */
    void line(int number, String text) throws IOException;
  }

  /**
   * Hands every line of a UTF-8 file, gzipped where its name ends in {@code .gz}, to a sink.
   *
   * @throws InvalidFileException where the file is no such text
   * @throws IOException where it cannot be read
   */
  public static void lines(Path file, LineSink sink) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, "is no file");
    }
    int number = 0;
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.length() > LONGEST_LINE) {
          throw new InvalidFileException(
              file, number, "is longer than " + LONGEST_LINE + " letters");
        }
        sink.line(number, line);
      }
    } catch (ZipException e) {
      throw new InvalidFileException(file, number + 1, "is not gzipped as the name says");
    } catch (EOFException e) {
      throw new InvalidFileException(file, number + 1, "ends early: the gzip stream is cut off");
    } catch (CharacterCodingException e) {
      throw new InvalidFileException(file, number + 1, "is not UTF-8 text");
    }
  }

  /** Writes a file by way of a temporary one beside it, which then takes its name. */
  public static void write(Path file, Iterable<String> lines) throws IOException {
    // not Files.createTempFile, whose files no one else may read
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, lines, StandardCharsets.UTF_8);
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
