package dev.lodestar.molecule.selfies;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A file of SMILES as rows of tokens, split. Without stereochemistry some molecules become the same
 * word: each word comes once, and none of the test words is among the others.
 *
 * @param train to learn from
 * @param validation every hundredth of the others
 * @param test those whose numbers the index file lists
 * @param unspelt molecules that the grammar or the length does not hold
 */
record ZincWords(int[][] train, int[][] validation, int[][] test, int unspelt) {
  private static final int HELD_OUT_OF = 100;

  private record Row(List<Integer> tokens) {
    int[] array() {
      return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * @param smiles one SMILES a line; gzipped if the name ends in .gz
   * @param indices JSON array of line numbers from 0 that are the test set; likewise
   */
  static ZincWords read(Path smiles, Path indices, SelfiesCodec codec) throws IOException {
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(smiles), StandardCharsets.UTF_8))) {
      lines = reader.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
    BitSet test = new BitSet();
    try (InputStream in = open(indices)) {
      for (int i : new JsonMapper().readValue(in, int[].class)) {
        if (i < 0 || i >= lines.size()) {
          throw new IOException(
              "%s names molecule %d; %s has molecules 0 to %d"
                  .formatted(indices, i, smiles, lines.size() - 1));
        }
        test.set(i);
      }
    }
    List<Optional<Row>> rows =
        IntStream.range(0, lines.size())
            .parallel()
            .mapToObj(i -> row(lines.get(i), codec))
            .toList();
    return split(rows, test);
  }

  private static Optional<Row> row(String smiles, SelfiesCodec codec) {
    try {
      return Optional.of(new Row(Arrays.stream(codec.row(smiles)).boxed().toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ZincWords split(List<Optional<Row>> rows, BitSet isTest) {
    Set<Row> test = new LinkedHashSet<>();
    Set<Row> others = new LinkedHashSet<>();
    int unspelt = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isEmpty()) {
        unspelt++;
      } else {
        (isTest.get(i) ? test : others).add(rows.get(i).get());
      }
    }
    others.removeAll(test);
    List<int[]> train = new ArrayList<>();
    List<int[]> validation = new ArrayList<>();
    int n = 0;
    for (Row row : others) {
      (n++ % HELD_OUT_OF == 0 ? validation : train).add(row.array());
    }
    return new ZincWords(
        train.toArray(int[][]::new),
        validation.toArray(int[][]::new),
        test.stream().map(Row::array).toArray(int[][]::new),
        unspelt);
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no file '" + file + "'; give the data by --set data=FILE --set test=FILE.");
    }
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
