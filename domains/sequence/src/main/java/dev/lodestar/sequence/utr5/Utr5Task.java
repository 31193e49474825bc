package dev.lodestar.sequence.utr5;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.GuidedDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.GradientGuide;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.LearnedValue;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorProbabilities;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.sequence.LockedPositions;
import dev.lodestar.sequence.SequenceFormat;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.KmerCorrelation;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.metric.UpstreamStartRate;
import dev.lodestar.torch.DpsGuide;
import dev.lodestar.torch.ValueGuide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Human-like 5'UTRs of 50 nucleotides that load many ribosomes. */
final class Utr5Task implements Task<Tokens, String> {
  static final String NAME = "utr5-mrl";

  private static final List<String> LETTERS = List.of(Utr5.CODEC.alphabet().letters().split(""));

  private final Models models;
  private final Optional<OwnTokenDenoiser> own;
  private final List<DesignMetric<String>> designMetrics;
  private final List<SetMetric<String>> setMetrics;

  Utr5Task(Path folder) throws IOException {
    this(folder, Optional.empty());
  }

  /**
   * @param own a denoiser in place of the shipped one, which then only judges naturalness; values,
   *     conditions and gradients of the shipped one are not offered
   */
  Utr5Task(Path folder, Optional<OwnTokenDenoiser> own) throws IOException {
    own.ifPresent(o -> o.require(LETTERS, Utr5.CODEC.length()));
    this.own = own;
    models = new Models(folder);
    try {
      designMetrics =
          List.of(
              new Naturalness(
                  models.denoiser(),
                  Utr5.CODEC.alphabet(),
                  Spread.parse(models.note(DenoiserRecipe.NATURAL)),
                  Spread.parse(models.note(DenoiserRecipe.UNIFORM))),
              PerDesign.GC,
              PerDesign.UPSTREAM_STARTS);
      KmerProfile highMrl = KmerProfile.parse(3, models.note(DenoiserRecipe.HIGH_MRL_3MERS));
      setMetrics =
          List.of(
              new KmerCorrelation(highMrl, "the tenth of the human data with the highest load"),
              new UpstreamStartRate(),
              new Diversity(),
              new UniqueFraction());
    } catch (IOException | RuntimeException e) {
      models.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int defaultSteps() {
    return Utr5.STEPS;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    return MaskedSamplers.process(
        sampling, denoiser(), LockedPositions.template(constraints, Utr5.CODEC), meter);
  }

  private TokenDenoiser denoiser() {
    return own.isPresent() ? own.get() : models.denoiser();
  }

  /** Told the highest range of the measured load. */
  @Override
  public Optional<ReverseProcess<Tokens>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    int[] fixed = LockedPositions.template(constraints, Utr5.CODEC);
    return models
        .conditional()
        .filter(shipped -> own.isEmpty())
        .map(network -> new GuidedDenoiser(network, network.conditions() - 1, strength))
        .map(guided -> MaskedSamplers.process(sampling, guided, fixed, meter));
  }

  @Override
  public Codec<Tokens, String> codec() {
    return Utr5.CODEC;
  }

  @Override
  public DesignFormat<String> format() {
    return new SequenceFormat(Utr5.CODEC.alphabet(), Utr5.CODEC.length());
  }

  @Override
  public List<Component<String>> reward() {
    return List.of(new Component<>("mrl", models.guiding(), Transform.IDENTITY, 1, false));
  }

  @Override
  public Reward<String> heldOut() {
    return models.heldOut();
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    return designMetrics;
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return setMetrics;
  }

  @Override
  public Optional<ValueFunction<Tokens>> probabilityValue(
      Objective<Tokens> objective, Meter meter) {
    return Optional.of(
        new PosteriorProbabilities(
            models.guiding().network()::scoreProbabilities, objective, meter));
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return models
        .value()
        .filter(shipped -> own.isEmpty())
        .map(net -> new LearnedValue(net, objective, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> posteriorGuide(ReverseProcess<Tokens> process, Meter meter) {
    if (own.isPresent()) {
      return Optional.empty();
    }
    DpsGuide guide = new DpsGuide(models.denoiser(), models.guiding().network());
    return Optional.of(new GradientGuide(guide, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> valueGuide(ReverseProcess<Tokens> process, Meter meter) {
    return models
        .value()
        .filter(shipped -> own.isEmpty())
        .map(ValueGuide::new)
        .map(guide -> new GradientGuide(guide, process::time, meter));
  }

  @Override
  public Optional<StateFeatures<Tokens>> features() {
    return Optional.of(StateFeatures.oneHot(Utr5.CODEC.alphabet().size()));
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    if (own.isEmpty()) {
      return models.files();
    }
    SortedMap<String, Path> out = new TreeMap<>(models.files());
    out.put("naturalness", out.remove("denoiser"));
    out.putAll(own.get().files());
    return out;
  }

  @Override
  public void close() {
    models.close();
    own.ifPresent(OwnTokenDenoiser::close);
  }
}
