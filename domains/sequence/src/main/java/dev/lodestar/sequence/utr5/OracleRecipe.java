package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.recipe.NeuralOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains one scorer of mean ribosome load on its half of the data. */
abstract class OracleRecipe extends NeuralOracleRecipe {
  private static final List<MrlSet> DESIGN_LENGTH = List.of(MrlSet.RANDOM50, MrlSet.HUMAN50);

  /** The sequences it learns from, and those that choose among its checkpoints. */
  record Half(Part training, Part validation) {}

  abstract Half half();

  /** First paragraph of the card: what the scorer is for. */
  abstract String purpose();

  @Override
  protected final List<Option> dataOptions() {
    return List.of(Utr5.DATA, RecipeOptions.SPLIT_SEED);
  }

  @Override
  protected final OracleData read(RecipeOptions options) throws IOException {
    return data(Split.of(MrlTable.read(options.data()), options.splitSeed()), half());
  }

  static OracleData data(Split split, Half half) {
    Map<String, Labelled> test = new LinkedHashMap<>();
    for (MrlSet set : MrlSet.values()) {
      List<MrlRow> rows = split.select(List.of(Part.TEST), List.of(set));
      if (rows.size() > 1) {
        test.put(set.key(), Utr5.labelled(rows));
      }
    }
    return new OracleData(
        Utr5.labelled(split.select(List.of(half.training), List.of(MrlSet.values()))),
        Utr5.labelled(split.select(List.of(half.validation), DESIGN_LENGTH)),
        test);
  }

  @Override
  protected final Accuracy accuracy() {
    return Accuracy.R_SQUARED;
  }

  @Override
  protected final Provenance provenance() {
    return Utr5.PROVENANCE;
  }

  @Override
  protected final Text text(OracleData data) {
    return new Text(
        purpose(),
        """
        * Trained on: %d sequences of the part `%s`; the average of the weights that did best on the
          50-mers of `%s` is kept.
        * Input: DNA letters, right-aligned at the start codon, which follows the last letter.
        * Output: mean ribosome load, in the data's own unit (ribosomes a transcript)."""
            .formatted(
                data.training().size(),
                half().training.name().toLowerCase(Locale.ROOT),
                half().validation.name().toLowerCase(Locale.ROOT)),
        "sequences that no model saw");
  }
}
