package dev.lodestar.run.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Files that appear whole or not at all, and survive a power cut once they are there. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file by new content in one step: temporary file, fsync, rename, fsync of the folder.
   *
   * @throws RunFailure where the disk is full or cannot be written
   */
  public static void replace(Path file, Content content) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      moveOver(temporary, file);
      syncFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw new RunFailure(sentence("write", file, e), e);
    }
  }

  /** Replaces a file by a text, as {@link #replace(Path, Content)} does. */
  public static void replace(Path file, String text) {
    replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What could not be done to which file, why, and what helps. */
  public static String sentence(String what, Path file, IOException e) {
    String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    String lower = why.toLowerCase(Locale.ROOT);
    String help = "";
    if (lower.contains("no space") || lower.contains("quota") || lower.contains("disk full")) {
      why = "the disk is full";
      help = " Free some space and resume: everything written before is safe.";
    } else if (lower.contains("file too large")) {
      why = "the file has grown to the largest size allowed here";
      help = " Raise the limit and resume: everything written before is safe.";
    } else if (e instanceof AccessDeniedException) {
      why = "access is denied";
      help = " Check who owns the file and its folder.";
    } else if (e instanceof NoSuchFileException) {
      why = "the file or its folder does not exist";
    }
    return "Cannot "
        + what
        + (what.equals("write") ? " " : " in ")
        + file
        + ": "
        + why
        + "."
        + help;
  }

  static long usableSpace(Path file) throws IOException {
    return Files.getFileStore(file).getUsableSpace();
  }

  private static void moveOver(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // some systems, such as Windows, do not let a folder be opened; a rename is durable there
    }
  }
}
