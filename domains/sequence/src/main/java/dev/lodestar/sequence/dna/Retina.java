package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cis-regulatory sequences measured in the mouse retina, split by locus: a locus is a stretch of
 * the genome that variants were made of, joined with those it overlaps.
 */
final class Retina implements SiteSource {
  static final Retina SOURCE = new Retina();
  static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 164);
  static final String NAME = "enhancer-retina";
  static final String DENOISER = "retina-denoiser";
  static final String ORACLE = "retina-oracle";
  static final String HELD_OUT = "retina-heldout";
  static final String VALUE = "retina-value";

  /** Between the halves of the judging scorer's k-mers. */
  static final List<Integer> GAPS = List.of(0, 1, 2, 3);

  private static final Pattern LABEL = Pattern.compile("(chr[^-_]+)-(\\d+)-(\\d+)_(.*)");
  private static final String WILD_TYPE = "_WT";

  private static final double LOG_2 = Math.log(2);

  /** The libraries of one scale; the activities of 9a and 9b lie five log2 units lower. */
  private static final Set<String> LIBRARIES = Set.of("1", "2", "3", "4", "5", "6", "7");

  private Retina() {}

  /** A stretch of the genome. */
  private record Locus(String chromosome, long start, long end) implements Comparable<Locus> {
    @Override
    public int compareTo(Locus o) {
      int byChromosome = chromosome.compareTo(o.chromosome);
      int byStart = byChromosome != 0 ? byChromosome : Long.compare(start, o.start);
      return byStart != 0 ? byStart : Long.compare(end, o.end);
    }
  }

  @Override
  public List<Option> options() {
    return List.of(
        RecipeOptions.data(
            "measured sequences: a table with the columns label, sequence, library and"
                + " activity_vs_basal, gzipped if it ends in .gz"),
        RecipeOptions.SPLIT_SEED);
  }

  @Override
  public List<Site> read(RecipeOptions options) throws IOException {
    return read(options.data(), options.splitSeed());
  }

  /** The rows of the libraries of one scale that stem from a locus; building blocks do not. */
  static List<Site> read(Path file, long splitSeed) throws IOException {
    SiteTable sites = SiteTable.read(file, CODEC.length());
    SequenceTable table = sites.table();
    int label = table.column("label");
    int sequence = table.column("sequence");
    int library = table.column("library");
    int activity = table.column("activity_vs_basal");
    Map<Integer, Locus> loci = new TreeMap<>();
    for (int i = 0; i < sites.size(); i++) {
      Matcher m = LABEL.matcher(sites.text(i, label));
      if (m.matches() && LIBRARIES.contains(sites.text(i, library))) {
        loci.put(i, new Locus(m.group(1), Long.parseLong(m.group(2)), Long.parseLong(m.group(3))));
      }
    }
    Map<Locus, Part> parts = parts(new TreeSet<>(loci.values()), splitSeed);
    List<Site> out = new ArrayList<>();
    for (Map.Entry<Integer, Locus> e : loci.entrySet()) {
      int row = e.getKey();
      out.add(
          new Site(
              sites.sequence(row, sequence),
              scale(sites, row, activity),
              sites.text(row, label).endsWith(WILD_TYPE),
              parts.get(e.getValue())));
    }
    if (out.isEmpty()) {
      throw sites.fault(
          0, label, "no row of the libraries 1 to 7 names a locus, as in chr4-100-264_WT");
    }
    return out;
  }

  /**
   * log2(1 + activity), the basal promoter's being 1: as the logarithm where there is activity, and
   * flat where there is none, where the logarithm would follow the noise of a few reads.
   */
  private static double scale(SiteTable sites, int row, int column) throws InvalidFileException {
    double activity = sites.table().number(row, column);
    if (activity < 0) {
      throw sites.fault(row, column, "is " + activity + "; activities are not below 0");
    }
    return Math.log1p(activity) / LOG_2;
  }

  /** Loci that overlap, directly or through others, draw their part together. */
  private static Map<Locus, Part> parts(TreeSet<Locus> loci, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Locus, Part> out = new TreeMap<>();
    String chromosome = "";
    long end = 0;
    Part part = Part.TEST;
    for (Locus l : loci) {
      if (!l.chromosome.equals(chromosome) || l.start >= end) {
        part = draw(random);
        end = 0;
      }
      chromosome = l.chromosome;
      end = Math.max(end, l.end);
      out.put(l, part);
    }
    return out;
  }

  /** The shares of {@link Split#draw}, the halves the other way round. */
  private static Part draw(SplittableRandom random) {
    return switch (Split.draw(random)) {
      case GUIDING -> Part.HELD_OUT;
      case GUIDING_VALIDATION -> Part.HELD_OUT_VALIDATION;
      case HELD_OUT -> Part.GUIDING;
      case HELD_OUT_VALIDATION -> Part.GUIDING_VALIDATION;
      case TEST -> Part.TEST;
    };
  }

  @Override
  public String testSet() {
    return "loci";
  }

  @Override
  public Provenance provenance() {
    return sha256 ->
        """
        ## Data and terms

        45,888 measured sequences of 164 bp from loci of the mouse genome, wild types and variants of
        them: the libraries 1 to 7 of the table of 64,378 rows with the SHA-256
        `%s`;
        the activities of the libraries 9a and 9b are on another scale. They are
        massively parallel reporter assays in newborn mouse retina of Friedman, Loell, Cohen, White et
        al. on sequences that bind the photoreceptor factor CRX, as their repository
        barakcohenlab/CRX-Active-Learning (BSD 3-Clause) holds them. The weights are covered by the
        project's own licence; the data's copyright notice is its authors'.

        Split by locus: a locus with all its variants, and with the loci that it overlaps, is drawn by
        the split seed into test (11 %%), the guiding half or the held-out half (each with 6 %% for
        validation). The denoiser has seen wild types alone.

        ## Limits

        Episomal reporters in one tissue, with one basal promoter. Activity is log2(1 + a) of a, the
        activity over that of the basal promoter alone; values far above those of the data (about 7)
        are extrapolation. Loci that were never measured are hard: two libraries' measurements of one
        sequence correlate with 0.84 on this scale (697 pairs), and these scorers stay far below that. The
        test loci are few in effect: one has a tenth of the rows, and loci of equal size that weigh as they
        do would be 70. Another split changes the figures by 0.05 and more, and a slightly different model
        by 0.02. Not for clinical use.
        """
            .formatted(sha256);
  }
}
