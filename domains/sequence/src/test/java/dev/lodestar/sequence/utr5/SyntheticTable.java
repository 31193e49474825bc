package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.data.MrlSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A small table in the data's form: random sequences whose load falls with every upstream start.
 */
final class SyntheticTable {
  private SyntheticTable() {}

  static Path write(Path file, int rowsPerSet) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>(List.of("sequence\tmrl\tset"));
    for (MrlSet set : MrlSet.values()) {
      for (int i = 0; i < rowsPerSet; i++) {
        int length = set.key().endsWith("50") ? 50 : random.nextInt(25, 101);
        String s = Alphabet.DNA.text(random.ints(length, 0, 4).toArray());
        double mrl = 8 - 2.0 * Sequences.upstreamStarts(s) + 0.1 * random.nextGaussian();
        lines.add(String.format(Locale.ROOT, "%s\t%.4f\t%s", s, mrl, set.key()));
      }
    }
    return Files.write(file, lines);
  }
}
