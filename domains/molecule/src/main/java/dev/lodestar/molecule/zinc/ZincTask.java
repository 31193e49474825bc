package dev.lodestar.molecule.zinc;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
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
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.molecule.metric.Molecules;
import dev.lodestar.molecule.metric.Reference;
import dev.lodestar.molecule.selfies.SelfiesModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Drug-like molecules, from the masked diffusion of ZINC250k, steered towards a goal. */
final class ZincTask implements Task<Tokens, String> {
  private static final String DATA = "ZINC250k";

  private final String name;
  private final SelfiesModel model;
  private final Goal goal;

  /** Takes model and goal over, and closes them. */
  ZincTask(String name, SelfiesModel model, Goal goal) {
    this.name = name;
    this.model = model;
    this.goal = goal;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int defaultSteps() {
    return SelfiesModel.STEPS;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    if (!constraints.locked().isEmpty()) {
      throw new IllegalArgumentException(
          "Molecules have no positions to lock. A scaffold or atoms that must stay are asked for"
              + " with a [[reward.component]] of kind \"substructure\", as in present ="
              + " [\"c1ccccc1O\"].");
    }
    return MaskedSamplers.process(sampling, model.denoiser(), model.free(), meter);
  }

  @Override
  public Codec<Tokens, String> codec() {
    return model.codec();
  }

  @Override
  public DesignFormat<String> format() {
    return goal.format();
  }

  @Override
  public List<Component<String>> reward() {
    return List.of(goal.guiding());
  }

  @Override
  public Reward<String> heldOut() {
    return goal.heldOut();
  }

  @Override
  public boolean heldOutComparable() {
    return goal.comparable();
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    List<DesignMetric<String>> out = new ArrayList<>();
    out.add(model.naturalness());
    out.addAll(goal.columns());
    return out;
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return List.of(
        Molecules.validity(),
        Molecules.uniqueness(),
        Reference.zinc250k().novelty(DATA),
        Molecules.diversity(),
        Molecules.scaffolds(),
        Reference.zinc250k().frechet(DATA));
  }

  @Override
  public Optional<ValueFunction<Tokens>> probabilityValue(
      Objective<Tokens> objective, Meter meter) {
    return Optional.empty();
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return Optional.empty();
  }

  @Override
  public Optional<Guide<Tokens>> posteriorGuide(ReverseProcess<Tokens> process, Meter meter) {
    return Optional.empty();
  }

  @Override
  public Optional<Guide<Tokens>> valueGuide(ReverseProcess<Tokens> process, Meter meter) {
    return Optional.empty();
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    return new TreeMap<>(java.util.Map.of("denoiser", model.file()));
  }

  @Override
  public void close() {
    goal.close();
    model.close();
  }
}
