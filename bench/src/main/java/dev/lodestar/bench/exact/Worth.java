package dev.lodestar.bench.exact;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.LookAhead;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.SoftAverage;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The values that the methods are compared under. */
public enum Worth {
  /** v_t itself, from its table: no call. */
  EXACT {
    @Override
    ValueFunction<Tokens> of(World world, MaskedProcess process, Objective<Tokens> reward) {
      return new ExactValue(world.numbering(), world.values());
    }

    @Override
    double[][] table(World world) {
      return world.values();
    }
  },
  /** The reward of the likeliest design. */
  POSTERIOR_MEAN {
    @Override
    ValueFunction<Tokens> of(World world, MaskedProcess process, Objective<Tokens> reward) {
      return new PosteriorMean<>(reward);
    }

    @Override
    double[][] table(World world) {
      double[][] out = new double[world.landscape().steps() + 1][];
      Arrays.fill(out, world.guessed());
      return out;
    }
  },
  /** The soft mean of four guesses. */
  POSTERIOR_SAMPLES {
    @Override
    ValueFunction<Tokens> of(World world, MaskedProcess process, Objective<Tokens> reward) {
      return new PosteriorSamples<>(reward, 4, world.landscape().alpha());
    }
  },
  /** Two steps ahead, twice, and the reward of the likeliest designs there. */
  LOOK_AHEAD {
    @Override
    ValueFunction<Tokens> of(World world, MaskedProcess process, Objective<Tokens> reward) {
      SoftAverage average = new SoftAverage(world.landscape().alpha());
      return new LookAhead<>(process, new PosteriorMean<>(reward), 2, 2, average);
    }
  };

  /** Name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  abstract ValueFunction<Tokens> of(World world, MaskedProcess process, Objective<Tokens> reward);

  /** The value as a table, shape [T + 1, states]; empty where it draws random numbers. */
  double[][] table(World world) {
    return new double[0][];
  }

  /**
   * What a method gets.
   *
   * @param reward the scorer, counted by its maker
   */
  Steering<Tokens> steering(
      World world, MaskedProcess process, Meter meter, Objective<Tokens> reward) {
    double[][] slope = this == EXACT ? table(world) : POSTERIOR_MEAN.table(world);
    return new Steering<>(
        process, of(world, process, reward), Optional.of(differences(world, slope, meter)));
  }

  /**
   * The gradient of a table on one-hot letters: what the next level's value gains where one masked
   * position is revealed. Counted as one network evaluation a row, as a gradient is.
   */
  private static Guide<Tokens> differences(World world, double[][] table, Meter meter) {
    MaskedStates states = world.numbering();
    int v = world.landscape().vocabulary();
    return outlook -> {
      Tokens x = outlook.states();
      meter.network(x.size(), x.size());
      double[] below = table[Math.max(0, outlook.step() - 1)];
      float[] out = new float[x.data().length * (v + 1)];
      for (int i = 0; i < x.size(); i++) {
        int s = states.index(x, i);
        for (int l : states.maskedPositions(s)) {
          for (int k = 0; k < v; k++) {
            int revealed = s - (v - k) * states.strideAt(l);
            out[(i * x.length() + l) * (v + 1) + k] = (float) (below[revealed] - below[s]);
          }
        }
      }
      return out;
    };
  }
}
