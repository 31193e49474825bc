package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.DenoiserData;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.recipe.Provenance;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.torch.CnnDenoiser;
import java.io.IOException;
import java.util.List;

/** Pre-trains the masked diffusion of human 5'UTR ends that every design is drawn from. */
public final class DenoiserRecipe extends dev.lodestar.sequence.recipe.DenoiserRecipe {
  /** Notes of the weights' file. */
  static final DenoiserJudgement.Notes NOTES =
      new DenoiserJudgement.Notes(
          "kmer3.human", "kmer3.high-mrl", "naturalness.human", "naturalness.uniform");

  static final CnnDenoiser.Config NETWORK =
      new CnnDenoiser.Config(4, 80, 7, List.of(1, 1, 4, 4, 16, 1, 4, 16));
  private static final List<Part> TRAINING = List.of(Part.GUIDING, Part.HELD_OUT);
  private static final List<Part> VALIDATION =
      List.of(Part.GUIDING_VALIDATION, Part.HELD_OUT_VALIDATION);
  private static final List<MrlSet> HUMAN = List.of(MrlSet.HUMAN50);

  @Override
  public String name() {
    return Utr5.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of human 5'UTRs (50 nt), trained on their sequences alone";
  }

  @Override
  protected Choices choices() {
    return new Choices(NETWORK, Utr5.CODEC, Utr5.STEPS, 4_000, 64, 2e-3, 1024);
  }

  @Override
  protected List<Option> dataOptions() {
    return List.of(Utr5.DATA, RecipeOptions.SPLIT_SEED);
  }

  @Override
  protected DenoiserData read(RecipeOptions options) throws IOException {
    Split split = Split.of(MrlTable.read(options.data()), options.splitSeed());
    List<MrlRow> training = split.select(TRAINING, HUMAN);
    return new DenoiserData(
        sequences(training),
        sequences(split.select(VALIDATION, HUMAN)),
        sequences(split.select(List.of(Part.TEST), HUMAN)),
        DenoiserJudgement.topDecile(training, MrlRow::sequence, MrlRow::mrl));
  }

  private static List<String> sequences(List<MrlRow> rows) {
    return rows.stream().map(MrlRow::sequence).toList();
  }

  @Override
  protected DenoiserJudgement.Notes notes() {
    return NOTES;
  }

  @Override
  protected Provenance provenance() {
    return Utr5.PROVENANCE;
  }

  @Override
  protected Text text() {
    return new Text(
        "human 5'UTRs",
        """
        The pre-trained model of the task utr5-mrl: a masked diffusion of the last 50 nucleotides of
        human 5'UTRs. It has seen sequences, no measurements.""",
        """
        human 50-mers (training parts of both halves); the average of the weights that
          did best on the validation parts is kept.""",
        "human",
        "test clusters",
        "its tenth with the highest measured ribosome load");
  }
}
