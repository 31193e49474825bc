package dev.lodestar.molecule.gdss;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.torch.GraphValueData;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * States on trajectories of the pre-trained model with the score each trajectory ended in, on which
 * a value is regressed. Trajectories that end in no molecule are left out.
 *
 * @param model the pre-trained model
 * @param scorer the guiding scorer
 * @param sampling how the trajectories are drawn
 * @param perTrajectory states kept of each, one from each of as many equal stretches of it
 * @param seed of the trajectories
 */
record GdssRollOuts(
    GdssModel model, Reward<String> scorer, Sampling sampling, int perTrajectory, long seed) {
  /** Trajectories drawn together. */
  static final int GROUP = 64;

  /** Trajectories number {@code first} .. {@code first + count - 1}. */
  GraphValueData draw(int first, int count, Progress progress) {
    List<GraphParticles> states = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (int at = first; at < first + count; at += GROUP) {
      group(at, Math.min(GROUP, first + count - at), states, times, targets);
      progress.step(Math.min(count, at - first + GROUP), count, "roll-outs");
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException(
          "None of the " + count + " trajectories ended in a molecule; take more steps.");
    }
    return new GraphValueData(
        Particles.join(states),
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        targets.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void group(
      int first, int count, List<GraphParticles> states, List<Double> times, List<Double> targets) {
    ReverseProcess<GraphParticles> process =
        model.process(sampling, Constraints.none(), new Meter(Budget.unlimited()));
    List<GraphParticles> path = new ArrayList<>();
    GraphParticles designs =
        Decoding.run(
                new Pretrained(),
                new Steering<>(process, (o, d) -> new double[o.size()]),
                Streams.of(seed),
                first,
                count,
                p -> path.add(p.outlook().states()))
            .designs();
    List<Score> scores = scorer.score(model.codec().decode(designs));
    int steps = process.steps();
    for (int row = 0; row < count; row++) {
      RandomGenerator random = Streams.of(seed).at(first + row, 0, 0, Purpose.ROLLOUT);
      if (!(scores.get(row) instanceof Score.Value score)) {
        continue;
      }
      for (int k = 0; k < perTrajectory; k++) {
        // path[0] is pure noise; the data, whose value is the reward itself, is left out
        int at = (int) ((k + random.nextDouble()) * steps / perTrajectory);
        states.add(path.get(at).select(new int[] {row}));
        times.add(process.time(steps - at));
        targets.add(score.value());
      }
    }
  }
}
