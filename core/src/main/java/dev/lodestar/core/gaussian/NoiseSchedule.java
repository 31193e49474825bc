package dev.lodestar.core.gaussian;

import java.util.List;

/** The noise levels a network was trained on, by time. */
public interface NoiseSchedule {
  /** The level of a time in [0, {@link #last()}]. */
  NoiseLevel at(double time);

  /** The noisiest time. */
  double last();

  /** How long training time is: time/horizon runs to about 1. */
  double horizon();

  /** The levels of ascending times, above the data. */
  default NoiseLevels levels(double[] times) {
    NoiseLevel[] out = new NoiseLevel[times.length + 1];
    out[0] = NoiseLevel.DATA;
    for (int i = 0; i < times.length; i++) {
      out[i + 1] = at(times[i]);
    }
    return new NoiseLevels(List.of(out), horizon());
  }
}
