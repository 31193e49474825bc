package dev.lodestar.molecule.selfies;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.recipe.SmilesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A file of SMILES as words of the grammar, split. Without stereochemistry some molecules become
 * the same word: each word comes once, and none of the test words is among the others.
 *
 * @param train to learn from
 * @param validation every hundredth of the others
 * @param test those whose numbers the index file lists
 * @param unspelt number of molecules that the grammar does not hold
 */
record ZincWords(
    List<List<Symbol>> train, List<List<Symbol>> validation, List<List<Symbol>> test, int unspelt) {
  private static final int HELD_OUT_OF = 100;

  /**
   * @param smiles one SMILES a line; gzipped if the name ends in .gz
   * @param indices JSON array of line numbers from 0 that are the test set; likewise
   */
  static ZincWords read(Path smiles, Path indices) throws IOException {
    List<String> lines = SmilesFile.read(smiles);
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
    List<Optional<List<Symbol>>> words =
        IntStream.range(0, lines.size()).parallel().mapToObj(i -> word(lines.get(i))).toList();
    return split(words, test);
  }

  private static Optional<List<Symbol>> word(String smiles) {
    try {
      return Optional.of(Spelling.of(Smiles.read(smiles)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ZincWords split(List<Optional<List<Symbol>>> words, BitSet isTest) {
    Set<List<Symbol>> test = new LinkedHashSet<>();
    Set<List<Symbol>> others = new LinkedHashSet<>();
    int unspelt = 0;
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).isEmpty()) {
        unspelt++;
      } else {
        (isTest.get(i) ? test : others).add(words.get(i).get());
      }
    }
    others.removeAll(test);
    List<List<Symbol>> train = new ArrayList<>();
    List<List<Symbol>> validation = new ArrayList<>();
    int n = 0;
    for (List<Symbol> word : others) {
      (n++ % HELD_OUT_OF == 0 ? validation : train).add(word);
    }
    return new ZincWords(train, validation, List.copyOf(test), unspelt);
  }

  /** Rows of the words that fit. */
  static int[][] rows(List<List<Symbol>> words, SelfiesCodec codec) {
    return words.parallelStream().filter(codec::fits).map(codec::row).toArray(int[][]::new);
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no file '" + file + "'.");
    }
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
