package dev.lodestar.sequence.utr5;

import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.ValueData;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * States on trajectories of the pre-trained model with the score each trajectory ended in, on which
 * a value is regressed.
 *
 * @param denoiser the pre-trained model
 * @param scorer the guiding scorer, in scoring mode
 * @param perTrajectory states kept of each trajectory, one from each of as many equal stretches of
 *     it
 * @param seed of the trajectories
 */
record RollOuts(CnnDenoiser denoiser, NeuralRegressor scorer, int perTrajectory, long seed) {

  /**
   * Trajectories number {@code first} .. {@code first + count - 1}, in groups.
   *
   * @param count a multiple of {@link PretrainedSamples#GROUP}
   */
  ValueData draw(int first, int count, Progress progress) {
    List<int[]> states = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (int at = first; at < first + count; at += PretrainedSamples.GROUP) {
      group(at, states, times, targets);
      progress.step(at - first + PretrainedSamples.GROUP, count, "roll-outs");
    }
    return new ValueData(
        states.toArray(int[][]::new),
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        targets.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void group(int first, List<int[]> states, List<Double> times, List<Double> targets) {
    List<Outlook<Tokens>> path = new ArrayList<>();
    int length = Utr5.CODEC.length();
    Tokens designs = PretrainedSamples.group(denoiser, length, Utr5.STEPS, seed, first, path::add);
    double[] scores = scorer.score(designs.data(), designs.size(), length);
    LogLinearSchedule schedule = LogLinearSchedule.of(Utr5.STEPS);
    for (int row = 0; row < designs.size(); row++) {
      RandomGenerator random = Streams.of(seed).at(first + row, 0, 0, Purpose.ROLLOUT);
      for (int k = 0; k < perTrajectory; k++) {
        // path[0] is pure noise; the data, whose value is the reward itself, is left out
        int at = (int) ((k + random.nextDouble()) * Utr5.STEPS / perTrajectory);
        Outlook<Tokens> seen = path.get(at);
        states.add(seen.states().row(row));
        times.add(schedule.time(seen.step()));
        targets.add(scores[row]);
      }
    }
  }
}
