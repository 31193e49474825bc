package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.torch.GraphValueData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Molecules of the data with noise put onto them, and their scores: many more molecules to learn a
 * property's shape from than roll-outs give, at little noise, where a noised molecule and a state
 * of a roll-out are alike. At much noise they are not: the prior has forgotten what noised data
 * still tells, and a value learned from both is worse than one of roll-outs alone; hence {@code
 * until}.
 *
 * @param process whose noise it is
 * @param until highest time t of a state, in (0, 1]
 * @param perMolecule states made of each
 * @param seed of choice and noise
 */
record NoisedMolecules(GdssProcess process, double until, int perMolecule, long seed) {

  /** States of {@code count} of the molecules; of all where there are no more. */
  GraphValueData draw(GdssModel model, List<BondGraph> graphs, Reward<String> scorer, int count) {
    List<BondGraph> shuffled = new ArrayList<>(graphs);
    Collections.shuffle(shuffled, new Random(seed));
    GraphParticles clean =
        model
            .palette()
            .particles(
                shuffled.subList(0, Math.min(count, shuffled.size())), model.network().shape());
    List<Score> scores = scorer.score(model.codec().decode(clean));
    int top = Math.max(1, (int) (until * process.steps()));
    List<GraphParticles> states = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      if (!(scores.get(i) instanceof Score.Value score)) {
        continue;
      }
      Draws draws = Draws.of(Streams.of(seed), i, 1, 0).children(perMolecule);
      for (int k = 0; k < perMolecule; k++) {
        int level = 1 + draws.at(k, Purpose.ROLLOUT).nextInt(top);
        states.add(
            process.renoise(
                clean.select(new int[] {i}),
                0,
                level,
                Draws.of(Streams.of(seed + k), i, 1, level)));
        times.add(process.time(level));
        targets.add(score.value());
      }
    }
    return new GraphValueData(
        Particles.join(states),
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        targets.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
