package dev.lodestar.core.gaussian;

import java.util.ArrayList;
import java.util.List;

/**
 * The noise levels a sampler passes, from the data up.
 *
 * @param all levels 0..steps, each noisier than the one before; level 0 is where designs are read
 *     off
 * @param horizon how long training time is, so that time/horizon runs from 0 to about 1
 */
public record NoiseLevels(List<NoiseLevel> all, double horizon) {
  public NoiseLevels {
    all = List.copyOf(all);
    if (all.size() < 2 || !(horizon > 0)) {
      throw new IllegalArgumentException(
          "sampling needs at least one step and a positive horizon, not "
              + (all.size() - 1)
              + " and "
              + horizon);
    }
    for (int i = 1; i < all.size(); i++) {
      NoiseLevel below = all.get(i - 1);
      NoiseLevel here = all.get(i);
      if (!(here.deviation() * below.scale() > below.deviation() * here.scale())) {
        throw new IllegalArgumentException(
            "noise level " + i + ", " + here + ", is not noisier than the one below, " + below);
      }
    }
  }

  /** T. */
  public int steps() {
    return all.size() - 1;
  }

  /** The level of a step in 0..T. */
  public NoiseLevel at(int step) {
    if (step < 0 || step >= all.size()) {
      throw new IllegalArgumentException("step " + step + " is not in 0.." + steps());
    }
    return all.get(step);
  }

  /** The same levels, read off at another lowest one, as where ᾱ at the end is that of time 0. */
  public NoiseLevels endingAt(NoiseLevel lowest) {
    List<NoiseLevel> out = new ArrayList<>(all);
    out.set(0, lowest);
    return new NoiseLevels(out, horizon);
  }
}
