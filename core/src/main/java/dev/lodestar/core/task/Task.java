package dev.lodestar.core.task;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.core.value.ValueFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A design problem ready to run: a pre-trained process, what guides it, and what judges the result.
 *
 * <p>The scorer that guides never grades alone: every task has a held-out scorer trained on other
 * data, a naturalness score and an orthogonal check.
 *
 * @param <B> batch of states
 * @param <D> a design
 */
public interface Task<B extends Particles<B>, D> extends AutoCloseable {
  /** Name in configurations, such as {@code utr5-mrl}. */
  String name();

  /** Denoising steps unless the configuration, or its sampler, says otherwise. */
  int defaultSteps();

  /**
   * The pre-trained process, with an empty memory of states.
   *
   * @param sampling how the model is drawn from
   * @param constraints positions that are fixed
   * @param meter counts, and refuses, network evaluations
   * @throws IllegalArgumentException with a sentence for the user where a constraint or the
   *     sampling does not fit
   */
  ReverseProcess<B> process(Sampling sampling, Constraints constraints, Meter meter);

  /**
   * The process of a model that is told what is wanted, by classifier-free guidance; empty where
   * the task has no conditional model.
   *
   * @param strength w, at least 0: 0 is its unconditional model, 1 the conditional one
   */
  default Optional<ReverseProcess<B>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    return Optional.empty();
  }

  /** Between states and designs. */
  Codec<B, D> codec();

  /** Text form of designs and their files. */
  DesignFormat<D> format();

  /** A design of the sizes that all have, for scorers to look at; empty where sizes differ. */
  default Optional<D> example() {
    return Optional.empty();
  }

  /** What guides unless the configuration replaces it. */
  List<Component<D>> reward();

  /** The scorer that did not guide. */
  Reward<D> heldOut();

  /**
   * Whether the held-out scorer estimates the same quantity as the guiding one, in its units, so
   * that a gain it does not confirm is an error of the guiding one. False where it is another
   * property that should not suffer.
   */
  default boolean heldOutComparable() {
    return true;
  }

  /** Judgements of single designs that cost no scorer calls: column name to value. */
  List<DesignMetric<D>> designMetrics();

  /** Judgements of a whole set of designs. */
  List<SetMetric<D>> setMetrics();

  /**
   * The bucket of designs that are alike in what matters, such as a molecule's scaffold; empty
   * where the task has none.
   */
  default Optional<Function<D, String>> buckets() {
    return Optional.empty();
  }

  /**
   * Further tables for the report, that compare designs with the pre-trained model's; none by
   * default.
   *
   * @param designs at least one
   * @param pretrained samples of the pre-trained model; may be empty
   */
  default List<Exhibit> exhibits(List<D> designs, List<D> pretrained) {
    return List.of();
  }

  /**
   * The guiding scorer applied to the clean guess's probabilities instead of its letters, where it
   * accepts them.
   *
   * @param objective the reward, which is the value at noise level 0
   * @param meter counts the evaluations among the scorer's
   */
  default Optional<ValueFunction<B>> probabilityValue(Objective<B> objective, Meter meter) {
    return Optional.empty();
  }

  /**
   * The learned value (Monte-Carlo regression), where one is shipped.
   *
   * @param objective the reward, which is the value at noise level 0
   * @param process whose states are valued; its {@link ReverseProcess#time} is what networks are
   *     told
   * @param meter counts the evaluations among the network's
   */
  default Optional<ValueFunction<B>> learnedValue(
      Objective<B> objective, ReverseProcess<B> process, Meter meter) {
    return Optional.empty();
  }

  /** Gradient of the posterior-mean value through the denoiser (DPS), where there is one. */
  default Optional<Guide<B>> posteriorGuide(ReverseProcess<B> process, Meter meter) {
    return Optional.empty();
  }

  /** Gradient of the learned value (classifier guidance), where there is one. */
  default Optional<Guide<B>> valueGuide(ReverseProcess<B> process, Meter meter) {
    return Optional.empty();
  }

  /** What values that are fitted in a run see of a state; empty where none are. */
  default Optional<StateFeatures<B>> features() {
    return Optional.empty();
  }

  /** The files this task's models were read from, by role, for provenance. */
  SortedMap<String, Path> modelFiles();

  @Override
  void close();
}
