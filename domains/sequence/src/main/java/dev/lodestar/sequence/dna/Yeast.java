package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.SequenceTable;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.Clusters;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Yeast promoters measured in complex medium: the 80 bp between constant flanks, split by cluster.
 */
final class Yeast implements SiteSource {
  static final Yeast SOURCE = new Yeast();
  static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 80);
  static final String NAME = "promoter-yeast";
  static final String DENOISER = "yeast-denoiser";
  static final String ORACLE = "yeast-oracle";
  static final String HELD_OUT = "yeast-heldout";
  static final String VALUE = "yeast-value";

  /** What stands on both sides of every measured promoter. */
  static final String LEFT = "TGCATTTTTTTCACATC";

  static final String RIGHT = "GGTTACGGCTGTT";
  private static final String MEDIUM = "complex";
  private static final String NATIVE = "native";

  private Yeast() {}

  @Override
  public List<Option> options() {
    return List.of(
        RecipeOptions.data(
            "measured promoters: a table with the columns sequence110, expression, set and medium,"
                + " gzipped if it ends in .gz"),
        RecipeOptions.SPLIT_SEED);
  }

  @Override
  public List<Site> read(RecipeOptions options) throws IOException {
    return read(options.data(), options.splitSeed());
  }

  /** Promoters of complex medium with both flanks and 80 letters between; others are left out. */
  static List<Site> read(Path file, long splitSeed) throws IOException {
    SiteTable sites = SiteTable.read(file, CODEC.length());
    SequenceTable table = sites.table();
    int sequence = table.column("sequence110");
    int expression = table.column("expression");
    int set = table.column("set");
    int medium = table.column("medium");
    List<Integer> rows = new ArrayList<>();
    List<String> cores = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      String s = table.sequence(i, sequence, Alphabet.DNA);
      boolean whole =
          s.length() == LEFT.length() + CODEC.length() + RIGHT.length()
              && s.startsWith(LEFT)
              && s.endsWith(RIGHT);
      if (whole && sites.text(i, medium).equals(MEDIUM)) {
        rows.add(i);
        cores.add(s.substring(LEFT.length(), LEFT.length() + CODEC.length()));
      }
    }
    if (rows.isEmpty()) {
      throw sites.fault(
          0,
          sequence,
          "no promoter of complex medium has 80 letters between " + LEFT + " and " + RIGHT);
    }
    int[] cluster = Clusters.of(cores, Split.KMER);
    SplittableRandom random = new SplittableRandom(splitSeed);
    Map<Integer, Part> drawn = new HashMap<>();
    List<Site> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Part part = drawn.computeIfAbsent(cluster[i], any -> Split.draw(random));
      int row = rows.get(i);
      boolean natural = sites.text(row, set).equals(NATIVE);
      out.add(new Site(cores.get(i), table.number(row, expression), natural, part));
    }
    return out;
  }

  /** A promoter has a direction. */
  @Override
  public boolean bothStrands() {
    return false;
  }

  @Override
  public String testSet() {
    return "promoters";
  }

  @Override
  public Provenance provenance() {
    return sha256 ->
        """
        ## Data and terms

        Expression of yeast promoters in complex medium (of the 45,144 rows of the table with the
        SHA-256 `%s`):
        random, native and designed cores of 80 bp, from the sorting assays of de Boer et al.,
        "Deciphering eukaryotic gene-regulatory logic with 100 million random promoters", Nature
        Biotechnology 38:56 (2020) and Vaishnav et al., "The evolution, evolvability and engineering of
        gene regulatory DNA", Nature 603:455 (2022). No licence is stated for the measurements where
        the table was taken from; who redistributes them should ask their authors.

        Split by cluster: cores that share any 16-mer, directly or through others, are drawn by the
        split seed into test (11 %%), the guiding half and the held-out half (each with 6 %% for
        validation). The denoiser has seen native cores alone.

        ## Limits

        One yeast, one medium, one reporter between constant flanks. The assay's scale ends at 17:
        predictions above it are extrapolation.
        """
            .formatted(sha256);
  }
}
