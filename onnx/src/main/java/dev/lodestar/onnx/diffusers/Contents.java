package dev.lodestar.onnx.diffusers;

import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a pipeline's folder, and the digests that pin them: {@code SHA256SUMS} in the
 * folder, as {@code sha256sum} writes it. Where it is there, every file that is read must stand in
 * it.
 *
 * <p>A file is read once, and what was compared with its digest is what is used.
 */
final class Contents {
  /** Name of the file of digests. */
  static final String SUMS = "SHA256SUMS";

  private static final String LINE = "[0-9a-f]{64} [ *](\\./)?[\\p{Alnum}_.][\\p{Print}]*";
  private static final int DIGEST = 64;

  /** No text of a pipeline is larger; the largest there are hold vocabularies. */
  private static final long TEXT = 64L << 20;

  private final Path folder;
  private final Limits limits;
  private final SortedMap<String, String> pinned;
  private final SortedMap<String, String> read = new TreeMap<>();

  /**
   * @throws InvalidModelException with a sentence where the digests are missing and needed, or are
   *     none
   */
  Contents(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
    this.pinned = pins(folder.resolve(SUMS));
    if (pinned.isEmpty() && limits.pinned()) {
      throw new InvalidModelException(
          folder
              + " has no "
              + SUMS
              + ", and only pinned models are taken here; in that folder: find . -type f ! -name "
              + SUMS
              + " -exec sha256sum {} + > "
              + SUMS
              + ".");
    }
  }

  private static SortedMap<String, String> pins(Path file) {
    SortedMap<String, String> out = new TreeMap<>();
    if (!Files.exists(file)) {
      return out;
    }
    for (String line : text(file, bytes(file)).lines().toList()) {
      if (!line.matches(LINE)) {
        throw new InvalidModelException(
            file
                + ": the line '"
                + line
                + "' is not what sha256sum writes: 64 digits of 0-9 and a-f, two blanks, a file of"
                + " this folder.");
      }
      String name = line.substring(DIGEST + 2);
      out.put(name.startsWith("./") ? name.substring(2) : name, line.substring(0, DIGEST));
    }
    if (out.isEmpty()) {
      throw new InvalidModelException(file + " pins no file.");
    }
    return out;
  }

  Path folder() {
    return folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.isRegularFile(path(name));
  }

  /** The files that were read, by name, and their SHA-256. */
  SortedMap<String, String> digests() {
    return read;
  }

  /**
   * A text file, bounded and compared with its digest.
   *
   * @throws InvalidModelException with a sentence where it cannot be used
   */
  String text(String name) {
    Path file = path(name);
    byte[] bytes = bytes(file);
    note(name, CheckedFile.digest(ByteBuffer.wrap(bytes)));
    return text(file, bytes);
  }

  /** The lines of a text file. */
  List<String> lines(String name) {
    return text(name).lines().toList();
  }

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new InvalidModelException(file + " is missing; the pipeline's layout has it.");
      }
      if (Files.size(file) > TEXT) {
        throw new InvalidModelException(file + " is larger than 64 MiB.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidModelException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static String text(Path file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidModelException(file + " is no text in UTF-8.", e);
    }
  }

  /**
   * A network's file, checked, its external data with it.
   *
   * @throws InvalidModelException with a sentence where it cannot be used
   */
  CheckedFile network(String part, String model) {
    String prefix = part + "/";
    CheckedFile file = CheckedFile.read(path(prefix + model), new TreeMap<>(), limits.unpinned());
    file.digests().forEach((name, digest) -> note(prefix + name, digest));
    return file;
  }

  private void note(String name, String digest) {
    read.put(name, digest);
    if (pinned.isEmpty()) {
      return;
    }
    String wanted = pinned.get(name);
    if (wanted == null) {
      throw new InvalidModelException(
          path(name)
              + " has no pinned digest; "
              + folder.resolve(SUMS)
              + " needs the line \""
              + digest
              + "  "
              + name
              + "\" if this is the file that is meant.");
    }
    if (!wanted.equals(digest)) {
      throw new InvalidModelException(
          path(name)
              + " is not the file that "
              + folder.resolve(SUMS)
              + " pins: its SHA-256 is "
              + digest
              + " where "
              + wanted
              + " is expected.");
    }
  }
}
