package dev.lodestar.sequence.dna;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.KmerCorrelation;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.motif.MotifExhibit;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.sequence.task.OracleReward;
import dev.lodestar.sequence.task.SequenceTask;
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.DpsGuide;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A task on regulatory DNA: a masked diffusion of its sites, a scorer that guides, and one of
 * another architecture that judges.
 *
 * @param source of the sites
 * @param name in configurations
 * @param codec alphabet and length
 * @param steps denoising steps
 * @param denoiser name of the pre-trained model
 * @param oracle name of the scorer that guides
 * @param heldOut name of the scorer that judges
 * @param value name of the learned value
 * @param component what the reward is called in tables
 * @param wanted the sequences that designs should be like, in words
 */
record SiteTask(
    SiteSource source,
    String name,
    TokenCodec codec,
    int steps,
    String denoiser,
    String oracle,
    String heldOut,
    String value,
    String component,
    String wanted) {

  /**
   * Opens it.
   *
   * @param own a denoiser in place of the shipped one
   * @throws IOException where weights are missing or damaged, naming the file
   */
  SequenceTask open(Path folder, Optional<OwnTokenDenoiser> own) throws IOException {
    return SequenceTask.open(name, folder, this::parts, own);
  }

  private SequenceTask.Parts parts(ModelSet models) throws IOException {
    CnnDenoiser network = models.load(SequenceTask.DENOISER, denoiser, CnnDenoiser::load);
    SiteScorer scorer = models.load("guiding", oracle, SiteScorer::load);
    SiteScorer judge = models.load("held-out", heldOut, SiteScorer::load);
    OracleReward.Input input =
        new OracleReward.Input("sequence", codec.alphabet(), codec.length(), codec.length());
    TokenRegressor guiding = scorer.over(source.bothStrands());
    Optional<TokenGuide> gradient = scorer.network().map(n -> gradient(network, n));
    Steering steering =
        new Steering(
            Optional.of(guiding::scoreProbabilities),
            gradient,
            models.value(value),
            Optional.empty());
    Reward<String> reward = new OracleReward(guiding, models.identity("guiding"), input);
    return new SequenceTask.Parts(
        codec,
        steps,
        network,
        List.of(new Component<>(component, reward, Transform.IDENTITY, 1, false)),
        new OracleReward(judge.over(source.bothStrands()), models.identity("held-out"), input),
        steering,
        designMetrics(models, network),
        setMetrics(models),
        List.of(MotifExhibit.ofEnvironment()));
  }

  private TokenGuide gradient(CnnDenoiser denoiser, NeuralRegressor scorer) {
    DpsGuide guide = new DpsGuide(denoiser, scorer);
    return source.bothStrands() ? BothStrands.guide(guide) : guide;
  }

  private List<DesignMetric<String>> designMetrics(ModelSet models, CnnDenoiser network)
      throws IOException {
    DenoiserJudgement.Notes notes = DenoiserJudgement.Notes.USUAL;
    return List.of(
        new Naturalness(
            network,
            codec.alphabet(),
            Spread.parse(models.note(SequenceTask.DENOISER, notes.natural())),
            Spread.parse(models.note(SequenceTask.DENOISER, notes.uniform()))),
        PerDesign.GC);
  }

  private List<SetMetric<String>> setMetrics(ModelSet models) throws IOException {
    KmerProfile profile =
        KmerProfile.parse(
            3, models.note(SequenceTask.DENOISER, DenoiserJudgement.Notes.USUAL.wanted()));
    return List.of(new KmerCorrelation(profile, wanted), new Diversity(), new UniqueFraction());
  }
}
