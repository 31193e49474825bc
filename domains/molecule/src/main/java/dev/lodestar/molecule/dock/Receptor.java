package dev.lodestar.molecule.dock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The rigid part of a docking: a structure in PDBQT, plain or gzipped (.gz).
 *
 * @param source the file
 * @param text its content, unpacked
 */
record Receptor(Path source, String text) {
  private static final int LARGEST = 50_000_000;

  /**
   * Reads and checks a structure.
   *
   * @param box where it will be docked to
   * @throws IllegalArgumentException with a sentence that names file and line where it is missing,
   *     no PDBQT, or has no atom in the box
   */
  static Receptor read(Path file, Box box) {
    String text;
    try {
      text = content(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The receptor " + file + " cannot be read: " + e.getMessage() + ".");
    }
    int inside = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.startsWith("ATOM") || line.startsWith("HETATM")) {
        inside += box.holds(point(file, number, line)) ? 1 : 0;
      }
    }
    if (inside == 0) {
      throw new IllegalArgumentException(
          "The receptor "
              + file
              + " has no atom in the box "
              + box.centre()
              + " of "
              + box.size()
              + " Å: it is no structure in PDBQT, or that of another protein.");
    }
    return new Receptor(file, text);
  }

  private static String content(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no such file");
    }
    byte[] bytes = Files.readAllBytes(file);
    boolean packed = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    try (InputStream in =
        packed
            ? new GZIPInputStream(new ByteArrayInputStream(bytes))
            : new ByteArrayInputStream(bytes)) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
    }
  }

  private static double[] point(Path file, int number, String line) {
    try {
      double[] point = new double[3];
      for (int i = 0; i < 3; i++) {
        point[i] = Double.parseDouble(line.substring(30 + 8 * i, 38 + 8 * i).strip());
      }
      if (line.substring(77).isBlank()) {
        throw new IllegalArgumentException("no type");
      }
      return point;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The receptor "
              + file
              + ", line "
              + number
              + ": an atom of PDBQT has its coordinates in columns 31 to 54 and its AutoDock type"
              + " from column 78; this line is '"
              + line.strip()
              + "'.");
    }
  }

  /** First letters of the content's SHA-256. */
  String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(text.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the unpacked structure into a folder, where it is not there yet. */
  Path unpacked(Path folder) {
    Path plain = folder.resolve("receptor-" + digest() + ".pdbqt");
    try {
      if (!Files.exists(plain)) {
        Path part = Files.createTempFile(folder, "receptor", ".part");
        Files.writeString(part, text, StandardCharsets.ISO_8859_1);
        Files.move(part, plain, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
      return plain;
    } catch (IOException e) {
      throw new UncheckedIOException("the receptor cannot be unpacked into " + folder, e);
    }
  }
}
