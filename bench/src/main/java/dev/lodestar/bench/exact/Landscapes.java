package dev.lodestar.bench.exact;

import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.text.Suggest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The landscapes of the comparison: one made up, three measured. */
final class Landscapes {
  static final String CHAIN = "chain";
  static final String TFBIND8 = "tfbind8";
  static final String GB1 = "gb1";
  static final String START = "start";
  static final List<String> NAMES = List.of(CHAIN, TFBIND8, GB1, START);

  private Landscapes() {}

  /** A list of landscapes as a user writes it. */
  static void check(List<String> names) {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown landscape '%s'%s; known are %s."
                .formatted(name, Suggest.didYouMean(name, NAMES), String.join(", ", NAMES)));
      }
    }
  }

  /**
   * Four letters over four positions: a random Markov chain as the model, and a reward of every
   * pair of neighbours drawn at random.
   */
  static Landscape chain(long seed) {
    int v = 4;
    int length = 4;
    Philox rng = new Philox(seed, 0, 0, 0, 0);
    double[] first = draw(rng, v);
    double[][] next = new double[v][];
    Arrays.setAll(next, k -> draw(rng, v));
    double[][] pairs = new double[v * (length - 1)][v];
    for (double[] row : pairs) {
      Arrays.setAll(row, k -> rng.nextGaussian());
    }
    double[] rewards = new double[Landscape.designs(v, length)];
    for (int d = 0; d < rewards.length; d++) {
      int[] x = Landscape.tokens(d, v, length);
      for (int l = 1; l < length; l++) {
        rewards[d] += pairs[(l - 1) * v + x[l - 1]][x[l]] / Math.sqrt(length - 1);
      }
    }
    return new Landscape(
        CHAIN,
        "a random chain, 4 letters over 4 positions",
        "ACGT",
        length,
        rewards,
        Landscape.chain(first, next, length),
        "a Markov chain drawn at random",
        5,
        0.5);
  }

  private static double[] draw(Philox rng, int n) {
    double[] out = new double[n];
    Arrays.setAll(out, k -> StrictMath.exp(0.7 * rng.nextGaussian()));
    return out;
  }

  /**
   * How strongly a transcription factor binds each DNA 8-mer (E-scores of universal protein-binding
   * microarrays); a sequence and its reverse complement share a row.
   *
   * @param file a header; then 8-mer, its reverse complement, E-score and more, by tabs
   */
  static Landscape tfbind8(Path file) throws IOException {
    double[] scores = unknown(1 << 16);
    read(
        file,
        "\t",
        3,
        cells -> {
          double score = Double.parseDouble(cells[2]);
          scores[number(cells[0], "ACGT", 8)] = score;
          scores[number(cells[1], "ACGT", 8)] = score;
        });
    complete(file, scores);
    String factor = file.getFileName().toString().replaceFirst("^tfbind8_", "");
    return new Landscape(
        TFBIND8,
        "binding of %s to all DNA 8-mers (E-score)".formatted(factor.replaceFirst("[_.].*", "")),
        "ACGT",
        8,
        scores,
        Landscape.markovChain(4, 8, best(scores, 0.5)),
        "a Markov chain counted in the better half of the 8-mers",
        8,
        0.08);
  }

  /**
   * Fitness of every variant of protein G's domain B1 at sites 39, 40, 41 and 54 (Wu et al., 2016).
   *
   * @param file a header; then four letters and the fitness, by a comma
   */
  static Landscape gb1(Path file) throws IOException {
    String letters = "ACDEFGHIKLMNPQRSTVWY";
    double[] fitness = unknown(Landscape.designs(20, 4));
    read(
        file,
        ",",
        2,
        cells -> fitness[number(cells[0], letters, 4)] = Double.parseDouble(cells[1]));
    complete(file, fitness);
    return new Landscape(
        GB1,
        "fitness of GB1 at four sites",
        letters,
        4,
        fitness,
        Landscape.markovChain(20, 4, best(fitness, 0.1)),
        "a Markov chain counted in the best tenth of the variants",
        6,
        1.5);
  }

  /**
   * Efficiency of every context of a start codon, positions -6 to -1, AUG, +4 and +5, relative to a
   * strong one at 100 (Noderer et al., "Quantitative analysis of mammalian translation initiation
   * sites by FACS-seq", 2014). The start codon itself is the same everywhere and not designed.
   *
   * @param file a header; then eleven letters of RNA and the efficiency, by tabs
   */
  static Landscape start(Path file) throws IOException {
    double[] efficiency = unknown(1 << 16);
    read(
        file,
        "\t",
        2,
        cells -> {
          String site = cells[0];
          if (site.length() != 11 || !site.startsWith("AUG", 6)) {
            throw new IllegalArgumentException(
                "'" + site + "' is not six letters, AUG and two letters");
          }
          efficiency[number(site.substring(0, 6) + site.substring(9), "ACGU", 8)] =
              Double.parseDouble(cells[1]);
        });
    complete(file, efficiency);
    return new Landscape(
        START,
        "efficiency of all contexts of a start codon",
        "ACGU",
        8,
        efficiency,
        Landscape.markovChain(4, 8, best(efficiency, 0.5)),
        "a Markov chain counted in the better half of the contexts",
        8,
        10);
  }

  /** One line of a table. */
  private interface Line {
    void read(String[] cells);
  }

  private static void read(Path file, String separator, int least, Line line) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no file '" + file + "'; give the landscape's table, gzipped or plain.");
    }
    int row = 1;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.US_ASCII))) {
      in.readLine();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        row++;
        String[] cells = text.split(separator);
        if (cells.length < least) {
          throw new IllegalArgumentException(cells.length + " cells instead of " + least);
        }
        line.read(cells);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s', line %d, does not fit the landscape: %s.".formatted(file, row, e.getMessage()), e);
    } catch (ZipException e) {
      throw new IllegalArgumentException("'" + file + "' is not a whole gzip file.", e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static int number(String text, String letters, int length) {
    int n = 0;
    for (char c : text.toCharArray()) {
      int letter = letters.indexOf(c);
      if (letter < 0 || text.length() != length) {
        throw new IllegalArgumentException(
            "'%s' is not %d letters of %s".formatted(text, length, letters));
      }
      n = letters.length() * n + letter;
    }
    return n;
  }

  private static double[] unknown(int n) {
    double[] out = new double[n];
    Arrays.fill(out, Double.NaN);
    return out;
  }

  private static void complete(Path file, double[] rewards) {
    long missing = Arrays.stream(rewards).filter(r -> !Double.isFinite(r)).count();
    if (missing > 0) {
      throw new IllegalArgumentException(
          "'%s' lacks a number for %d of the %d designs; an exact answer needs them all."
              .formatted(file, missing, rewards.length));
    }
  }

  /** The best share of the designs, by reward; the first numbers on ties. */
  private static int[] best(double[] rewards, double share) {
    return IntStream.range(0, rewards.length)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -rewards[d]))
        .limit(Math.round(share * rewards.length))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
