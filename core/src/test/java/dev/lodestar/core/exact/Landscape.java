package dev.lodestar.core.exact;

import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.Objective;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * A measured landscape: how strongly a transcription factor binds each of the 65,536 DNA 8-mers
 * (E-scores of universal protein-binding microarrays, from −0.5 to 0.5).
 *
 * @param scores E-score of every 8-mer, the first letter the most significant digit in base 4
 */
record Landscape(double[] scores) implements Objective<Tokens> {
  static final int LENGTH = 8;
  private static final String LETTERS = "ACGT";

  /** The landscape of a factor; the test is skipped, loudly, where the file is missing. */
  static Landscape of(String factor) {
    Path root = Path.of(System.getProperty("lodestar.root", "."));
    Path file = root.resolve("../shared/data/dna/tfbind8_" + factor + "_REF_R1.txt.gz");
    if (!Files.exists(file)) {
      System.err.println("SKIPPED: the " + factor + " landscape is not at " + file.normalize());
      Assumptions.abort("no landscape at " + file);
    }
    double[] scores = new double[1 << 2 * LENGTH];
    Arrays.fill(scores, Double.NaN);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      // 8-mer, its reverse complement, E-score, median, Z-score
      in.lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(
              cells -> {
                double score = Double.parseDouble(cells[2]);
                scores[number(cells[0])] = score;
                scores[number(cells[1])] = score;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Landscape(scores);
  }

  private static int number(String letters) {
    return letters.chars().reduce(0, (n, c) -> 4 * n + LETTERS.indexOf(c));
  }

  @Override
  public double[] of(Tokens clean) {
    double[] out = new double[clean.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = scores[Arrays.stream(clean.row(i)).reduce(0, (n, token) -> 4 * n + token)];
    }
    return out;
  }
}
