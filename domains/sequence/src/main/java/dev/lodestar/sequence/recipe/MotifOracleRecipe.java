package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.forest.ForestFit;
import dev.lodestar.sequence.forest.MotifForest;
import dev.lodestar.sequence.forest.MotifForestFit;
import dev.lodestar.sequence.motif.MotifFile;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains boosted trees over the binding motifs of DNA as a scorer. */
public abstract class MotifOracleRecipe extends OracleRecipe {
  private static final String KEPT = "kept";
  private static final String TREES = "trees";

  /**
   * The recipe's own choices.
   *
   * @param kept default of the option: how many motifs the scorer looks at
   * @param plan of the trees, their number being the default of the option
   */
  public record Choices(int kept, ForestFit.Plan plan) {}

  protected abstract Choices choices();

  /** The options of the data: file and split. */
  protected abstract List<Option> dataOptions();

  @Override
  public final List<Option> options() {
    List<Option> out = new ArrayList<>(dataOptions());
    out.add(
        new Option(
            RecipeOptions.MOTIFS,
            "file",
            "",
            "count matrices in the .pfm form of JASPAR and HOCOMOCO, gzipped if it ends in .gz"));
    out.add(
        new Option(
            KEPT, "whole number", "" + choices().kept, "motifs that the scorer looks at, at most"));
    out.add(new Option(TREES, "whole number", "" + choices().plan.trees(), "number of trees"));
    out.add(TrainingOptions.SEED);
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
    ForestFit.Plan own = choices().plan;
    ForestFit.Plan plan =
        new ForestFit.Plan(
            options.count(TREES),
            own.rate(),
            own.leaves(),
            own.least(),
            own.ridge(),
            own.features(),
            own.rowShare(),
            options.seed());
    MotifForest model =
        MotifForestFit.of(
            MotifFile.read(options.motifs()),
            options.count(KEPT),
            data.training().tokens(),
            data.training().targets(),
            plan);
    String effort =
        String.format(
            Locale.ROOT,
            "Boosting, once to choose the motifs and once over them; %.0f s with 1 thread",
            TrainingReport.seconds(start));
    return new Fitted(
        model,
        TrainingReport.of(name(), values, options.data(), effort),
        model::save,
        ("%d trees of up to %d leaves over the occupancies and best windows of %d motifs and"
                + " the counts of words of 1 to 4 letters, both strands together")
            .formatted(model.forest().trees(), plan.leaves(), model.bank().motifs().size()),
        () -> {});
  }
}
