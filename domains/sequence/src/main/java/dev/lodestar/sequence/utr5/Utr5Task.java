package dev.lodestar.sequence.utr5;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.KmerCorrelation;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.metric.UpstreamStartRate;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.rna.stability.Stability;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.sequence.task.OracleReward;
import dev.lodestar.sequence.task.SequenceTask;
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.DpsGuide;
import dev.lodestar.torch.NeuralRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Human-like 5'UTRs of 50 nucleotides that load many ribosomes. */
final class Utr5Task {
  static final String NAME = "utr5-mrl";

  private Utr5Task() {}

  /**
   * @throws IOException where weights are missing or damaged, naming the file
   */
  static SequenceTask open(Path folder) throws IOException {
    return open(folder, Optional.empty());
  }

  static SequenceTask open(Path folder, Optional<OwnTokenDenoiser> own) throws IOException {
    return SequenceTask.open(NAME, folder, Utr5Task::parts, own);
  }

  /**
   * 5'UTRs of another length, from the denoiser that knows lengths.
   *
   * @param length nucleotides
   */
  static SequenceTask varied(Path folder, int length) throws IOException {
    return SequenceTask.open(
        Utr5Varied.NAME,
        folder,
        models -> {
          CnnDenoiser denoiser =
              models.load(SequenceTask.DENOISER, Utr5Varied.DENOISER, CnnDenoiser::load);
          NeuralRegressor guiding = models.load("guiding", Utr5.ORACLE, NeuralRegressor::load);
          return parts(
              models,
              new TokenCodec(Alphabet.DNA, length),
              denoiser,
              guiding,
              new Steering(
                  Optional.of(guiding::scoreProbabilities),
                  Optional.of(new DpsGuide(denoiser, guiding)),
                  models.value(Utr5Varied.VALUE),
                  Optional.empty()),
              DenoiserJudgement.Notes.USUAL);
        });
  }

  private static SequenceTask.Parts parts(ModelSet models) throws IOException {
    CnnDenoiser denoiser = models.load(SequenceTask.DENOISER, Utr5.DENOISER, CnnDenoiser::load);
    NeuralRegressor guiding = models.load("guiding", Utr5.ORACLE, NeuralRegressor::load);
    Steering steering =
        new Steering(
            Optional.of(guiding::scoreProbabilities),
            Optional.of(new DpsGuide(denoiser, guiding)),
            models.value(Utr5.VALUE),
            models.isShipped(Utr5.CONDITIONAL)
                ? Optional.of(models.load("conditional", Utr5.CONDITIONAL, ConditionalCnn::load))
                : Optional.empty());
    return parts(models, Utr5.CODEC, denoiser, guiding, steering, DenoiserRecipe.NOTES);
  }

  private static SequenceTask.Parts parts(
      ModelSet models,
      TokenCodec codec,
      CnnDenoiser denoiser,
      NeuralRegressor guiding,
      Steering steering,
      DenoiserJudgement.Notes notes)
      throws IOException {
    KmerProfile highMrl = KmerProfile.parse(3, models.note(SequenceTask.DENOISER, notes.wanted()));
    return new SequenceTask.Parts(
        codec,
        Utr5.STEPS,
        denoiser,
        List.of(
            new Component<>(
                "mrl", reward(models, "guiding", guiding), Transform.IDENTITY, 1, false)),
        heldOut(models),
        steering,
        metrics(
            models,
            new Naturalness(
                denoiser,
                codec.alphabet(),
                Spread.parse(models.note(SequenceTask.DENOISER, notes.natural())),
                Spread.parse(models.note(SequenceTask.DENOISER, notes.uniform())))),
        List.of(
            new KmerCorrelation(highMrl, "the tenth of the human data with the highest load"),
            new UpstreamStartRate(),
            new Diversity(),
            new UniqueFraction()));
  }

  /** The stability that no run is guided by is among them where its weights are shipped. */
  private static List<DesignMetric<String>> metrics(ModelSet models, Naturalness naturalness)
      throws IOException {
    List<DesignMetric<String>> out =
        new ArrayList<>(List.of(naturalness, PerDesign.GC, PerDesign.UPSTREAM_STARTS));
    if (models.isShipped(Stability.HELD_OUT)) {
      out.add(models.read("stability", Stability.HELD_OUT, Stability::read).metric());
    }
    return out;
  }

  /** The scorer that guides. */
  static OracleReward guiding(ModelSet models) throws IOException {
    return reward(models, "guiding", models.load("guiding", Utr5.ORACLE, NeuralRegressor::load));
  }

  /** The scorer that judges. */
  static OracleReward heldOut(ModelSet models) throws IOException {
    return reward(
        models, "held-out", models.load("held-out", Utr5.HELD_OUT, NeuralRegressor::load));
  }

  private static OracleReward reward(ModelSet models, String role, NeuralRegressor network)
      throws IOException {
    int longest = Math.min(network.config().maxLength(), Utr5.LONGEST);
    return new OracleReward(
        network,
        models.identity(role),
        new OracleReward.Input("5'UTR", Utr5.CODEC.alphabet(), Utr5.SHORTEST, longest));
  }
}
