package dev.lodestar.molecule;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pre-trained model that the tasks on molecules draw from. Close it when done.
 *
 * @param <B> batch of its states
 */
public interface MoleculeModel<B extends Particles<B>> extends AutoCloseable {
  /** Its weights. */
  Path file();

  /** The files it was read from, by role. */
  default SortedMap<String, Path> files() {
    return new TreeMap<>(Map.of("denoiser", file()));
  }

  /** Denoising steps unless a run says otherwise. */
  int steps();

  /**
   * The reverse process.
   *
   * @param meter counts, and refuses, network evaluations
   * @throws IllegalArgumentException with a sentence where sampling or constraints do not fit
   */
  ReverseProcess<B> process(Sampling sampling, Constraints constraints, Meter meter);

  /**
   * Refuses positions to lock, which molecules do not have.
   *
   * @throws IllegalArgumentException with a sentence where there are some
   */
  static void refusePositions(Constraints constraints) {
    if (!constraints.locked().isEmpty()) {
      throw new IllegalArgumentException(
          "Molecules have no positions to lock. Atoms that must stay are a substructure:"
              + " constraints.scaffold = \"c1ccncc1\".");
    }
  }

  /** Between its states and SMILES. */
  Codec<B, String> codec();

  /**
   * The learned value of its noisy states, where there is one.
   *
   * @param objective the reward, which is the value at noise level 0
   * @param process whose states are valued
   * @param meter counts the evaluations among the network's
   */
  default Optional<ValueFunction<B>> learnedValue(
      Objective<B> objective, ReverseProcess<B> process, Meter meter) {
    return Optional.empty();
  }

  /** How natural single molecules are to it. */
  List<DesignMetric<String>> naturalness();

  @Override
  void close();
}
