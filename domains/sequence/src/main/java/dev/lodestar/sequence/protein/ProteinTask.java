package dev.lodestar.sequence.protein;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
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
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.ShippedValue;
import dev.lodestar.torch.ValueGuide;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task whose designs are proteins of one length, drawn from a masked diffusion.
 *
 * @param name name in configurations
 * @param defaultSteps denoising steps of the scheduled samplers
 * @param denoiser the pre-trained model
 * @param codec alphabet and length
 * @param kept position to letter of what no design may change
 * @param judging what guides and what judges
 * @param steering what it offers beside the reward; a learned value is closed with the task
 * @param modelFiles files by role
 */
public record ProteinTask(
    String name,
    int defaultSteps,
    TokenDenoiser denoiser,
    TokenCodec codec,
    SortedMap<Integer, String> kept,
    Judging judging,
    Steering steering,
    SortedMap<String, Path> modelFiles)
    implements Task<Tokens, String> {

  /**
   * Scorers and metrics of a task.
   *
   * @param reward what guides
   * @param heldOut the scorer that does not
   * @param heldOutComparable whether both estimate the same quantity
   * @param designs judgements of single designs
   * @param sets judgements of sets
   */
  public record Judging(
      List<Component<String>> reward,
      Reward<String> heldOut,
      boolean heldOutComparable,
      List<DesignMetric<String>> designs,
      List<SetMetric<String>> sets) {}

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    SortedMap<Integer, String> locked = new TreeMap<>(kept);
    locked.putAll(constraints.locked());
    int[] fixed = LockedPositions.template(new Constraints(locked), codec);
    return MaskedSamplers.process(sampling, denoiser, fixed, meter);
  }

  @Override
  public DesignFormat<String> format() {
    return new SequenceFormat(codec.alphabet(), codec.length());
  }

  @Override
  public List<Component<String>> reward() {
    return judging.reward;
  }

  @Override
  public Reward<String> heldOut() {
    return judging.heldOut;
  }

  @Override
  public boolean heldOutComparable() {
    return judging.heldOutComparable;
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    return judging.designs;
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return judging.sets;
  }

  @Override
  public Optional<ValueFunction<Tokens>> probabilityValue(
      Objective<Tokens> objective, Meter meter) {
    return steering.relaxed().map(scorer -> new PosteriorProbabilities(scorer, objective, meter));
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return steering
        .value()
        .map(v -> new LearnedValue(v.network(), objective, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> posteriorGuide(ReverseProcess<Tokens> process, Meter meter) {
    return steering.posterior().map(guide -> new GradientGuide(guide, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> valueGuide(ReverseProcess<Tokens> process, Meter meter) {
    return steering
        .value()
        .map(v -> new GradientGuide(new ValueGuide(v.network()), process::time, meter));
  }

  @Override
  public Optional<StateFeatures<Tokens>> features() {
    return Optional.of(StateFeatures.oneHot(codec.alphabet().size()));
  }

  @Override
  public void close() {
    steering.value().ifPresent(ShippedValue::close);
    if (denoiser instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException("A network could not be closed", e);
      }
    }
  }
}
