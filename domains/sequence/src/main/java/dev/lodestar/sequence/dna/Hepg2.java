package dev.lodestar.sequence.dna;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.SequenceTable;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DNase hypersensitive sites that are open in HepG2 only, or in K562 only, split by chromosome. */
final class Hepg2 implements SiteSource {
  static final Hepg2 SOURCE = new Hepg2();
  static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 200);
  static final String NAME = "enhancer-hepg2";
  static final String DENOISER = "hepg2-denoiser";
  static final String ORACLE = "hepg2-oracle";
  static final String HELD_OUT = "hepg2-heldout";
  static final String VALUE = "hepg2-value";

  /** Of the file's training chromosomes, those that only the held-out scorer learns from. */
  private static final Set<String> HELD_OUT_CHROMOSOMES =
      Set.of("chr4", "chr6", "chr8", "chr10", "chr14", "chr16", "chr22");

  private static final Set<String> HELD_OUT_VALIDATION = Set.of("chr20");
  private static final Map<String, Double> CELLS = Map.of("HepG2", 1.0, "K562", 0.0);
  private static final Map<String, String> SPLITS =
      Map.of("training", "training", "validation", "validation", "test", "test");

  private Hepg2() {}

  @Override
  public List<Option> options() {
    return List.of(
        RecipeOptions.data(
            "sites of 200 bp: a table with the columns sequence, cell, chr and split, gzipped if it"
                + " ends in .gz"));
  }

  @Override
  public List<Site> read(RecipeOptions options) throws IOException {
    return read(options.data());
  }

  static List<Site> read(Path file) throws IOException {
    SiteTable sites = SiteTable.read(file, CODEC.length());
    SequenceTable table = sites.table();
    int sequence = table.column("sequence");
    int cell = table.column("cell");
    int chromosome = table.column("chr");
    int split = table.column("split");
    List<Site> out = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      Part part = part(table.choice(i, split, SPLITS), sites.text(i, chromosome));
      out.add(new Site(sites.sequence(i, sequence), table.choice(i, cell, CELLS), true, part));
    }
    return out;
  }

  private static Part part(String split, String chromosome) {
    return switch (split) {
      case "test" -> Part.TEST;
      case "validation" -> Part.GUIDING_VALIDATION;
      default ->
          HELD_OUT_CHROMOSOMES.contains(chromosome)
              ? Part.HELD_OUT
              : HELD_OUT_VALIDATION.contains(chromosome) ? Part.HELD_OUT_VALIDATION : Part.GUIDING;
    };
  }

  @Override
  public String testSet() {
    return "chr1";
  }

  @Override
  public Provenance provenance() {
    return sha256 ->
        """
        ## Data and terms

        23,936 DNase I hypersensitive sites of 200 bp (SHA-256 of the table
        `%s`)
        that are open in HepG2 (liver) only or in K562 (erythroid) only, from the index of Meuleman et
        al., "Index and biological spectrum of human DNase I hypersensitive sites", Nature 584:244
        (2020).

        **The table is for academic and non-profit use only, and these weights, which are trained on
        it, inherit that: they may not be used commercially.** The project's own licence does not
        widen these terms.

        Split by chromosome: test chr1; validation chr2; held-out half chr4, 6, 8, 10, 14, 16, 22, its
        validation chr20; guiding half all others. No chromosome is in two parts.

        ## Limits

        The labels say where DNA is open, not what it drives: a site that is open in one of two cell
        lines. Scores tell these two cell lines apart and say nothing of a third. Log-odds far above
        those of real sites are extrapolation. Not for clinical use.
        """
            .formatted(sha256);
  }
}
