package dev.lodestar.core.gaussian;

/**
 * What a network predicts, out = p·x_0 + q·ε. With x = scale·x_0 + deviation·ε the clean guess
 * follows: x̂_0 = (q·x − deviation·out)/(q·scale − deviation·p).
 */
public enum Head {
  /** The noise ε: Ho, Jain, Abbeel (DDPM, 2006.11239), section 3.2. */
  EPSILON {
    @Override
    double ofClean(NoiseLevel level) {
      return 0;
    }

    @Override
    double ofNoise(NoiseLevel level) {
      return 1;
    }
  },
  /** The clean state x_0. */
  X0 {
    @Override
    double ofClean(NoiseLevel level) {
      return 1;
    }

    @Override
    double ofNoise(NoiseLevel level) {
      return 0;
    }
  },
  /** v = scale·ε − deviation·x_0: Salimans and Ho (2202.00512), section 4 and appendix D. */
  V {
    @Override
    double ofClean(NoiseLevel level) {
      return -level.deviation();
    }

    @Override
    double ofNoise(NoiseLevel level) {
      return level.scale();
    }
  },
  /**
   * The velocity ε − x_0 of the straight path x_t = (1 − t)·x_0 + t·ε: Lipman et al. (flow
   * matching, 2210.02747), section 4.1, with time running from data to noise.
   */
  VELOCITY {
    @Override
    double ofClean(NoiseLevel level) {
      return -1;
    }

    @Override
    double ofNoise(NoiseLevel level) {
      return 1;
    }
  };

  abstract double ofClean(NoiseLevel level);

  abstract double ofNoise(NoiseLevel level);

  /** ∂x̂_0/∂x at a fixed output. */
  public double stateShare(NoiseLevel level) {
    return this == X0 ? 0 : ofNoise(level) / determinant(level);
  }

  /** ∂x̂_0/∂out at a fixed state. */
  public double outputShare(NoiseLevel level) {
    return this == X0 ? 1 : -level.deviation() / determinant(level);
  }

  private double determinant(NoiseLevel level) {
    double d = ofNoise(level) * level.scale() - level.deviation() * ofClean(level);
    if (!(d > 0)) {
      throw new IllegalArgumentException(
          "a network that predicts "
              + this
              + " does not tell the clean state at "
              + level
              + "; begin below pure noise, or use a V, VELOCITY or X0 network.");
    }
    return d;
  }

  /**
   * The clean guess x̂_0.
   *
   * @param states x_t, any shape
   * @param output the network's answer, same shape
   */
  public float[] clean(float[] states, float[] output, NoiseLevel level) {
    double ofState = stateShare(level);
    double ofOutput = outputShare(level);
    float[] out = new float[states.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) (ofState * states[k] + ofOutput * output[k]);
    }
    return out;
  }

  /** What a perfect network of this head answers where {@code clean} is E[x_0 | x_t]. */
  public float[] output(float[] states, float[] clean, NoiseLevel level) {
    if (this == X0) {
      return clean.clone();
    }
    float[] out = new float[states.length];
    for (int k = 0; k < out.length; k++) {
      double noise = (states[k] - level.scale() * clean[k]) / level.deviation();
      out[k] = (float) (ofClean(level) * clean[k] + ofNoise(level) * noise);
    }
    return out;
  }
}
