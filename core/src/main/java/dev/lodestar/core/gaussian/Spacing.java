package dev.lodestar.core.gaussian;

import java.util.Arrays;

/** Which of a network's training times a sampler with fewer steps passes. */
public sealed interface Spacing {
  /**
   * The times, ascending.
   *
   * @param steps sampling steps, 1..T of the schedule
   */
  double[] times(TableSchedule schedule, int steps);

  /** The noise levels of so many steps. */
  default NoiseLevels levels(TableSchedule schedule, int steps) {
    if (steps < 1 || steps > schedule.times()) {
      throw new IllegalArgumentException(
          "a network trained at "
              + schedule.times()
              + " times takes 1 to "
              + schedule.times()
              + " sampling steps, not "
              + steps);
    }
    return schedule.levels(times(schedule, steps));
  }

  /** Evenly from the first to the last, rounded. */
  record Uniform() implements Spacing {
    @Override
    public double[] times(TableSchedule schedule, int steps) {
      double[] out = new double[steps];
      for (int i = 0; i < steps; i++) {
        out[i] = steps == 1 ? schedule.last() : Math.rint(schedule.last() * i / (steps - 1));
      }
      return out;
    }
  }

  /**
   * Every ⌊T/steps⌋-th from the start: the last training time is not reached.
   *
   * @param offset added to every time
   */
  record Leading(int offset) implements Spacing {
    @Override
    public double[] times(TableSchedule schedule, int steps) {
      int every = schedule.times() / steps;
      double[] out = new double[steps];
      Arrays.setAll(out, i -> Math.min(schedule.last(), (double) i * every + offset));
      return out;
    }
  }

  /** Every T/steps-th from the end down: pure noise is always among them. */
  record Trailing() implements Spacing {
    @Override
    public double[] times(TableSchedule schedule, int steps) {
      double every = (double) schedule.times() / steps;
      double[] out = new double[steps];
      Arrays.setAll(out, i -> Math.rint((i + 1) * every) - 1);
      return out;
    }
  }

  /**
   * σ^(1/ρ) evenly spaced between the schedule's ends: Karras et al. (2206.00364), equation 5.
   *
   * @param rho ρ; 7 in the paper
   */
  record Karras(double rho) implements Spacing {
    public Karras {
      if (!(rho >= 1)) {
        throw new IllegalArgumentException("rho must be at least 1, not " + rho);
      }
    }

    @Override
    public double[] times(TableSchedule schedule, int steps) {
      double least = StrictMath.pow(schedule.sigma(0), 1 / rho);
      double most = StrictMath.pow(schedule.sigma(schedule.times() - 1), 1 / rho);
      double[] out = new double[steps];
      for (int i = 0; i < steps; i++) {
        double share = steps == 1 ? 1 : (double) i / (steps - 1);
        out[i] = schedule.timeOf(StrictMath.pow(least + share * (most - least), rho));
      }
      return out;
    }
  }
}
