package dev.lodestar.bench.mixture;

import dev.lodestar.core.exact.MixtureTarget;
import dev.lodestar.core.exact.Mixtures;
import dev.lodestar.core.exact.QuadraticReward;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.text.Suggest;
import java.util.List;

/** The mixtures of the comparison. Adding one is adding a line. */
final class Worlds {
  private static final NoiseLevels STEPS = Mixtures.straight(8);

  private Worlds() {}

  static List<MixtureWorld> all() {
    return List.of(
        MixtureWorld.stepped(
            "line",
            "One number, eight DDPM steps",
            new MixtureTarget(Mixtures.line(), QuadraticReward.around(1, 0.8), 0.7, STEPS)),
        MixtureWorld.exact(
            "plane",
            "Two numbers, eight exact steps",
            new MixtureTarget(Mixtures.plane(), QuadraticReward.around(1, 0.8, 0.6), 0.7, STEPS)),
        MixtureWorld.exact(
            "eight",
            "Eight numbers, eight exact steps",
            new MixtureTarget(
                Mixtures.eight(),
                QuadraticReward.linear(0.5, 0.3, 0, 0, -0.4, 0.2, 0.3, 0.4),
                0.6,
                STEPS)));
  }

  static List<MixtureWorld> of(List<String> names) {
    List<MixtureWorld> all = all();
    List<String> known = all.stream().map(MixtureWorld::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown world '%s'%s; known are %s."
                .formatted(name, Suggest.didYouMean(name, known), String.join(", ", known)));
      }
    }
    return all.stream().filter(w -> names.isEmpty() || names.contains(w.name())).toList();
  }
}
