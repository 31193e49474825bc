package dev.lodestar.sequence.rna.stability;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An RNA and how fast it degraded.
 *
 * @param sequence RNA letters, the constant ends included
 * @param scored so many bases from the 5' end were measured; the constant 3' end was not
 * @param rate mean over the measured bases, in the data's own unit
 */
record Degradation(String sequence, int scored, double rate) {
  /** Letters that every RNA of the data begins with. */
  static final int LEADER = 5;

  /** The column of the rates: with magnesium at 50 °C. */
  static final String RATE = "mean_deg_Mg_50C";

  /** The measured part without the constant beginning: what tells RNAs apart. */
  String designed() {
    return sequence.substring(Math.min(LEADER, scored), scored);
  }

  /**
   * Reads a table with the columns {@code sequence}, {@code seq_scored} and {@value #RATE}. Rates
   * of 0 stand for missing measurements, and such rows are left out.
   *
   * @throws InvalidFileException naming file, line and column of the first fault
   */
  static List<Degradation> read(Path file) throws IOException {
    SequenceTable table = SequenceTable.read(file);
    int sequence = table.column("sequence");
    int scored = table.column("seq_scored");
    int rate = table.column(RATE);
    List<Degradation> out = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      String rna = table.sequence(row, sequence, Alphabet.RNA);
      double part = table.number(row, scored);
      if (part < 1 || part > rna.length() || part != Math.rint(part)) {
        throw new InvalidFileException(
            file,
            table.lines().get(row),
            "seq_scored",
            "it takes a whole number from 1 to the RNA's %d letters, not %s"
                .formatted(rna.length(), table.rows().get(row).get(scored)));
      }
      double measured = table.number(row, rate);
      if (measured != 0) {
        out.add(new Degradation(rna, (int) part, measured));
      }
    }
    if (out.isEmpty()) {
      throw new InvalidFileException(file, "has no row with a measured " + RATE);
    }
    return out;
  }
}
