package dev.lodestar.sequence.motif;

import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of count matrices: a line {@code >NAME}, then a line of four numbers (A, C, G, T) for each
 * position; lines that start with {@code #} are comments. Gzipped where the name ends in {@code
 * .gz}.
 */
public final class MotifFile {
  private MotifFile() {}

  /**
   * Reads all motifs.
   *
   * @throws InvalidFileException naming the line of the first fault
   */
  public static List<Motif> read(Path file) throws IOException {
    List<Motif> out = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    String[] name = {""};
    int[] last = {0};
    TextFiles.lines(
        file,
        (number, line) -> {
          last[0] = number;
          String text = line.strip();
          if (text.isEmpty() || text.startsWith("#")) {
            return;
          }
          if (text.startsWith(">")) {
            finish(file, number, name[0], rows, out);
            name[0] = text.substring(1).strip();
          } else if (name[0].isEmpty()) {
            throw new InvalidFileException(
                file, number, "is no motif's: a line '>NAME' comes before its counts");
          } else {
            rows.add(counts(file, number, text));
          }
        });
    finish(file, last[0], name[0], rows, out);
    if (out.isEmpty()) {
      throw new InvalidFileException(file, "holds no motif; one starts with a line '>NAME'");
    }
    return out;
  }

  private static void finish(
      Path file, int number, String name, List<double[]> rows, List<Motif> out)
      throws InvalidFileException {
    if (!name.isEmpty()) {
      if (rows.isEmpty()) {
        throw new InvalidFileException(
            file, number, "ends the motif '" + name + "', which has no positions");
      }
      out.add(Motif.of(name, rows.toArray(double[][]::new)));
      rows.clear();
    }
  }

  private static double[] counts(Path file, int number, String text) throws InvalidFileException {
    String[] cells = text.split("\\s+");
    double[] out = new double[cells.length];
    double sum = 0;
    try {
      for (int i = 0; i < cells.length; i++) {
        out[i] = Double.parseDouble(cells[i]);
        sum += out[i] >= 0 ? out[i] : Double.NaN;
      }
    } catch (NumberFormatException e) {
      sum = Double.NaN;
    }
    if (cells.length != 4 || !(sum > 0) || Double.isInfinite(sum)) {
      throw new InvalidFileException(
          file, number, "is '" + text + "'; a position has four counts, of A, C, G and T");
    }
    return out;
  }
}
