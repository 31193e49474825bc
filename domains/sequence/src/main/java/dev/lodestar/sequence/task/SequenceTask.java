package dev.lodestar.sequence.task;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.GuidedDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Exhibit;
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
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.torch.ValueGuide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sequences of one length from a masked diffusion, towards what trained scorers say. */
public final class SequenceTask implements Task<Tokens, String> {
  /** Role of the shipped denoiser among the models. */
  public static final String DENOISER = "denoiser";

  private final String name;
  private final ModelSet models;
  private final Parts parts;
  private final Optional<OwnTokenDenoiser> own;

  /**
   * What a task is made of.
   *
   * @param codec alphabet and length of the designs
   * @param steps denoising steps unless the user says otherwise
   * @param denoiser the pre-trained model
   * @param reward what guides
   * @param heldOut the scorer that judges and never guides
   * @param steering what methods may use beside the reward
   * @param designMetrics judgements of single designs; naturalness among them
   * @param setMetrics judgements of all designs together
   * @param exhibits further tables for the report
   */
  public record Parts(
      TokenCodec codec,
      int steps,
      TokenDenoiser denoiser,
      List<Component<String>> reward,
      Reward<String> heldOut,
      Steering steering,
      List<DesignMetric<String>> designMetrics,
      List<SetMetric<String>> setMetrics,
      List<Exhibitor> exhibits) {
    /** Without further tables. */
    public Parts(
        TokenCodec codec,
        int steps,
        TokenDenoiser denoiser,
        List<Component<String>> reward,
        Reward<String> heldOut,
        Steering steering,
        List<DesignMetric<String>> designMetrics,
        List<SetMetric<String>> setMetrics) {
      this(codec, steps, denoiser, reward, heldOut, steering, designMetrics, setMetrics, List.of());
    }

    public Parts {
      reward = List.copyOf(reward);
      designMetrics = List.copyOf(designMetrics);
      setMetrics = List.copyOf(setMetrics);
      exhibits = List.copyOf(exhibits);
    }
  }

  /** Makes one table for the report. */
  @FunctionalInterface
  public interface Exhibitor {
    /** Of designs and samples of the pre-trained model, of which there may be none. */
    Exhibit of(List<String> designs, List<String> pretrained);
  }

  /** Loads a task's parts from its models. */
  @FunctionalInterface
  public interface Recipe {
    Parts of(ModelSet models) throws IOException;
  }

  private SequenceTask(String name, ModelSet models, Parts parts, Optional<OwnTokenDenoiser> own) {
    this.name = name;
    this.models = models;
    this.parts = parts;
    this.own = own;
  }

  /**
   * Opens a task over the folder of the shipped weights; what was loaded is closed where a part
   * fails.
   *
   * @throws IOException where weights are missing or damaged, naming the file
   */
  public static SequenceTask open(String name, Path folder, Recipe recipe) throws IOException {
    return open(name, folder, recipe, Optional.empty());
  }

  /**
   * The same with the user's denoiser in place of the shipped one, which then only judges
   * naturalness; values, conditions and gradients of the shipped one are not offered.
   *
   * @param own closed with the task
   */
  public static SequenceTask open(
      String name, Path folder, Recipe recipe, Optional<OwnTokenDenoiser> own) throws IOException {
    ModelSet models = new ModelSet(folder);
    try {
      Parts parts = recipe.of(models);
      TokenCodec codec = parts.codec;
      own.ifPresent(o -> o.require(List.of(codec.alphabet().letters().split("")), codec.length()));
      return new SequenceTask(name, models, parts, own);
    } catch (IOException | RuntimeException e) {
      models.close();
      throw e;
    }
  }

  private Steering steering() {
    return own.isPresent() ? parts.steering.withoutModel() : parts.steering;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int defaultSteps() {
    return parts.steps;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    int[] fixed = LockedPositions.template(constraints, parts.codec);
    TokenDenoiser denoiser = own.isPresent() ? own.get() : parts.denoiser;
    return MaskedSamplers.process(sampling, denoiser, fixed, meter);
  }

  /** Told the last of the conditions. */
  @Override
  public Optional<ReverseProcess<Tokens>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    int[] fixed = LockedPositions.template(constraints, parts.codec);
    return steering()
        .conditional()
        .map(network -> new GuidedDenoiser(network, network.conditions() - 1, strength))
        .map(guided -> MaskedSamplers.process(sampling, guided, fixed, meter));
  }

  @Override
  public Codec<Tokens, String> codec() {
    return parts.codec;
  }

  @Override
  public DesignFormat<String> format() {
    return new SequenceFormat(parts.codec.alphabet(), parts.codec.length());
  }

  @Override
  public List<Component<String>> reward() {
    return parts.reward;
  }

  @Override
  public Reward<String> heldOut() {
    return parts.heldOut;
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    return parts.designMetrics;
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return parts.setMetrics;
  }

  @Override
  public List<Exhibit> exhibits(List<String> designs, List<String> pretrained) {
    return parts.exhibits.stream().map(e -> e.of(designs, pretrained)).toList();
  }

  @Override
  public Optional<ValueFunction<Tokens>> probabilityValue(
      Objective<Tokens> objective, Meter meter) {
    return steering().relaxed().map(scorer -> new PosteriorProbabilities(scorer, objective, meter));
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return steering()
        .value()
        .map(v -> new LearnedValue(v.network(), objective, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> posteriorGuide(ReverseProcess<Tokens> process, Meter meter) {
    return steering().posterior().map(guide -> new GradientGuide(guide, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> valueGuide(ReverseProcess<Tokens> process, Meter meter) {
    return steering()
        .value()
        .map(v -> new ValueGuide(v.network()))
        .map(guide -> new GradientGuide(guide, process::time, meter));
  }

  @Override
  public Optional<StateFeatures<Tokens>> features() {
    return Optional.of(StateFeatures.oneHot(parts.codec.alphabet().size()));
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    if (own.isEmpty()) {
      return models.files();
    }
    SortedMap<String, Path> out = new TreeMap<>(models.files());
    out.put("naturalness", out.remove(DENOISER));
    out.putAll(own.get().files());
    return out;
  }

  @Override
  public void close() {
    models.close();
    own.ifPresent(OwnTokenDenoiser::close);
  }
}
