package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.recipe.NeuralOracleRecipe;
import dev.lodestar.sequence.recipe.OracleData;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;

/** The network that guides, learned from the guiding half of a source. */
abstract class SiteOracleRecipe extends NeuralOracleRecipe {
  abstract SiteSource source();

  @Override
  protected final boolean bothStrands() {
    return source().bothStrands();
  }

  @Override
  protected final List<Option> dataOptions() {
    return source().options();
  }

  @Override
  protected final OracleData read(RecipeOptions options) throws IOException {
    return source().oracle(options, Part.GUIDING, Part.GUIDING_VALIDATION);
  }

  @Override
  protected final Provenance provenance() {
    return source().provenance();
  }
}
