package dev.lodestar.molecule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Recorded answers of RDKit 2022.09.3, where the folder of golden values exists. */
public final class Golden {
  private Golden() {}

  /** A file below the folder of shared data; the test is skipped, loudly, where it is missing. */
  public static Path shared(String path) {
    Path file = Path.of(System.getProperty("lodestar.root", "."), "..", "shared").resolve(path);
    boolean there = Files.isReadable(file);
    if (!there) {
      System.out.println("SKIPPED: " + file.normalize() + " is not there");
    }
    assumeTrue(there, file + " is not there");
    return file;
  }

  /** Lines of a file, unpacked where its name ends in .gz. */
  public static List<String> lines(Path file) {
    try (var in = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One molecule of the property table.
   *
   * @param rotatable rotatable bonds
   * @param alerts structural alerts that match
   */
  public record Row(
      String smiles,
      String canonical,
      double qed,
      double sa,
      double weight,
      double logP,
      int acceptors,
      int donors,
      double tpsa,
      int rotatable,
      int aromaticRings,
      int alerts) {}

  /** The table of properties: 3,000 of ZINC250k, 1,500 of DOCKSTRING, 1,000 of QM9, in order. */
  public static List<Row> properties() {
    return lines(shared("golden/rdkit_properties.tsv.gz")).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .map(
            c ->
                new Row(
                    c[0],
                    c[1],
                    Double.parseDouble(c[2]),
                    Double.parseDouble(c[3]),
                    Double.parseDouble(c[4]),
                    Double.parseDouble(c[5]),
                    Integer.parseInt(c[6]),
                    Integer.parseInt(c[7]),
                    Double.parseDouble(c[8]),
                    Integer.parseInt(c[9]),
                    Integer.parseInt(c[10]),
                    Integer.parseInt(c[11])))
        .toList();
  }
}
