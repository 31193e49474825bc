package dev.lodestar.molecule.recipe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files of SMILES: one a line, a name may follow after a blank; plain or gzipped (.gz). */
public final class SmilesFile {
  private SmilesFile() {}

  /**
   * The SMILES of a file as they stand there, in its order, without empty lines.
   *
   * @throws IllegalArgumentException with a sentence where the file is missing or no such text
   */
  public static List<String> read(Path file) throws IOException {
    List<String> out = new ArrayList<>();
    for (String line : lines(file)) {
      String smiles = line.strip().split("\\s", 2)[0];
      if (!smiles.isEmpty()) {
        out.add(smiles);
      }
    }
    return out;
  }

  /** Lines of a text, plain or gzipped. */
  public static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not a file.");
    }
    boolean packed = file.toString().endsWith(".gz");
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = packed ? new GZIPInputStream(in) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      List<String> out = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        out.add(line);
      }
      return out;
    } catch (ZipException | MalformedInputException e) {
      throw new IllegalArgumentException(
          file + " is not " + (packed ? "a gzipped text." : "a text in UTF-8."));
    }
  }
}
