package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
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

/** Pre-trains the masked diffusion of human 5'UTRs of 25 to 100 nucleotides. */
public final class VariedDenoiserRecipe extends dev.lodestar.sequence.recipe.DenoiserRecipe {
  private static final List<MrlSet> HUMAN = List.of(MrlSet.HUMAN50, MrlSet.VARLEN_HUMAN);

  /** What the card's samples are: as long as designs are unless the user says otherwise. */
  private static final TokenCodec JUDGED = new TokenCodec(Alphabet.DNA, Utr5Varied.USUAL);

  @Override
  public String name() {
    return Utr5Varied.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of human 5'UTRs of 25 to 100 nt, trained on their sequences alone";
  }

  @Override
  protected Choices choices() {
    return new Choices(
        new CnnDenoiser.Config(4, 40, 9, List.of(1, 4, 16)),
        JUDGED,
        Utr5.STEPS,
        2_500,
        64,
        3e-3,
        128);
  }

  @Override
  protected List<Option> dataOptions() {
    return List.of(Utr5.DATA, RecipeOptions.SPLIT_SEED);
  }

  @Override
  protected DenoiserData read(RecipeOptions options) throws IOException {
    Split split = Split.of(MrlTable.read(options.data()), options.splitSeed());
    List<MrlRow> training = split.select(List.of(Part.GUIDING, Part.HELD_OUT), HUMAN);
    return new DenoiserData(
        sequences(training),
        sequences(
            split.select(
                List.of(Part.GUIDING_VALIDATION, Part.HELD_OUT_VALIDATION),
                List.of(MrlSet.VARLEN_HUMAN))),
        sequences(split.select(List.of(Part.TEST), List.of(MrlSet.VARLEN_HUMAN))),
        DenoiserJudgement.topDecile(training, MrlRow::sequence, MrlRow::mrl));
  }

  private static List<String> sequences(List<MrlRow> rows) {
    return rows.stream().map(MrlRow::sequence).toList();
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
        The pre-trained model of the task utr5-mrl-varied: a masked diffusion of human 5'UTRs of 25 to
        100 nucleotides. Both ends are known to it, the length with them: each batch of its training
        held one length. It has seen sequences, no measurements.""",
        """
        human sequences of 25 to 100 nucleotides, most of them 50-mers (training parts of
          both halves); the average of the weights that did best on the validation parts' sequences of
          varied length is kept. Its samples below have 75 nucleotides.""",
        "human",
        "test clusters",
        "its tenth with the highest measured ribosome load");
  }
}
