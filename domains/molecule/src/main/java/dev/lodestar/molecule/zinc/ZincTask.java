package dev.lodestar.molecule.zinc;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.molecule.MoleculeModel;
import dev.lodestar.molecule.metric.Molecules;
import dev.lodestar.molecule.metric.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Molecules from a pre-trained model, steered towards a goal.
 *
 * @param <B> batch of the model's states
 */
final class ZincTask<B extends Particles<B>> implements Task<B, String> {
  private static final String DATA = "ZINC250k";

  private final String name;
  private final MoleculeModel<B> model;
  private final Goal goal;

  /** Takes model and goal over, and closes them. */
  ZincTask(String name, MoleculeModel<B> model, Goal goal) {
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
    return model.steps();
  }

  @Override
  public ReverseProcess<B> process(Sampling sampling, Constraints constraints, Meter meter) {
    return model.process(sampling, constraints, meter);
  }

  @Override
  public Codec<B, String> codec() {
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
    out.addAll(model.naturalness());
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

  /** Murcko scaffolds, as in the diversity filters of REINVENT (Blaschke et al. 2020). */
  @Override
  public Optional<Function<String, String>> buckets() {
    return Optional.of(Molecules::scaffold);
  }

  @Override
  public Optional<ValueFunction<B>> learnedValue(
      Objective<B> objective, ReverseProcess<B> process, Meter meter) {
    return model.learnedValue(objective, process, meter);
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    return model.files();
  }

  @Override
  public void close() {
    goal.close();
    model.close();
  }
}
