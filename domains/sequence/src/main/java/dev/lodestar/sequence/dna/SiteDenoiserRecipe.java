package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.kmer.MarkovChain;
import dev.lodestar.sequence.recipe.DenoiserData;
import dev.lodestar.sequence.recipe.DenoiserRecipe;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Pre-trains the denoiser of a source of DNA, and holds it against Markov chains. */
abstract class SiteDenoiserRecipe extends DenoiserRecipe {
  private static final List<Integer> ORDERS = List.of(0, 2, 4, 5);

  abstract SiteSource source();

  /** Whether the targets are labels. */
  abstract boolean labels();

  @Override
  protected final List<Option> dataOptions() {
    return source().options();
  }

  @Override
  protected final DenoiserData read(RecipeOptions options) throws IOException {
    return source().denoiser(options, labels());
  }

  @Override
  protected final Provenance provenance() {
    return source().provenance();
  }

  @Override
  protected final String remarks(DenoiserData data) {
    List<int[]> training = data.training().stream().map(Alphabet.DNA::tokens).toList();
    List<int[]> unseen = data.unseen().stream().map(Alphabet.DNA::tokens).toList();
    StringBuilder out =
        new StringBuilder(
            "Markov chains learned from the same sequences, for comparison, on the unseen ones"
                + " (exact, not a bound):\n\n| order | nats a nucleotide |\n|---|---|\n");
    for (int order : ORDERS) {
      out.append(
          String.format(
              Locale.ROOT, "| %d | %.4f |\n", order, MarkovChain.of(order, training).nats(unseen)));
    }
    return out.toString();
  }
}
