package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.KmerOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;

/** The k-mer model that judges, learned from the held-out half of a source. */
abstract class SiteHeldOutRecipe extends KmerOracleRecipe {
  abstract SiteSource source();

  @Override
  protected final List<Option> dataOptions() {
    return source().options();
  }

  @Override
  protected final OracleData read(RecipeOptions options) throws IOException {
    return source().oracle(options, Part.HELD_OUT, Part.HELD_OUT_VALIDATION);
  }

  @Override
  protected final Provenance provenance() {
    return source().provenance();
  }
}
