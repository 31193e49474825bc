package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.kmer.KmerFit;
import dev.lodestar.sequence.kmer.KmerIndex;
import dev.lodestar.sequence.kmer.KmerModel;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains one linear k-mer model as a scorer. */
public abstract class KmerOracleRecipe extends OracleRecipe {
  private static final String K = "k";
  private static final String RIDGE = "ridge";

  /**
   * The recipe's own choices.
   *
   * @param k default of the option
   * @param gaps letters between the halves of the k-mers, 0 for those in one piece
   * @param ridge default of the option
   */
  public record Choices(int k, List<Integer> gaps, double ridge, KmerFit.Loss loss) {
    /** K-mers in one piece. */
    public Choices(int k, double ridge, KmerFit.Loss loss) {
      this(k, List.of(0), ridge, loss);
    }
  }

  protected abstract Choices choices();

  /** The options of the data: file and split. */
  protected abstract List<Option> dataOptions();

  @Override
  public final List<Option> options() {
    List<Option> out = new ArrayList<>(dataOptions());
    out.add(new Option(K, "whole number", "" + choices().k, "letters of a k-mer, 1 to 8"));
    out.add(
        new Option(
            RIDGE, "number", "" + choices().ridge, "penalty on the squared weights, above 0"));
    return out;
  }

  @Override
  protected final Fitted fit(
      OracleData data,
      RecipeOptions options,
      Map<String, String> values,
      ModelFolder folder,
      Progress progress)
      throws IOException {
    long start = System.nanoTime();
    KmerModel model =
        KmerFit.of(
            new KmerIndex(options.count(K), choices().gaps),
            data.training().tokens(),
            data.training().targets(),
            options.atLeastZero(RIDGE),
            choices().loss);
    String effort =
        String.format(
            Locale.ROOT,
            "Newton's method to the optimum; %.0f s with 1 thread",
            TrainingReport.seconds(start));
    return new Fitted(
        model,
        TrainingReport.of(name(), values, options.data(), effort),
        model::save,
        describe(model.index()),
        () -> {});
  }

  private static String describe(KmerIndex index) {
    String text =
        "linear in the roots of the counts of %d-mers, both strands together".formatted(index.k());
    return index.gaps().equals(List.of(0))
        ? text
        : text + ", their halves " + index.gaps() + " letters apart";
  }
}
