package dev.lodestar.core.masked;

/**
 * Which masked positions are revealed next.
 *
 * <p>{@link #UNIFORM} is what masked diffusion itself does. The others choose by place or by the
 * network's confidence. They leave the distribution of designs as it is only where the network is
 * the exact posterior and one token is revealed a step; those of confidence then still do, since
 * any rule that looks at nothing but the state does. A trained network is not exact, and with it
 * every order has a law of its own: confident orders give likelier and less diverse designs.
 */
public enum RevealOrder {
  /** Every set of masked positions is equally likely. */
  UNIFORM {
    @Override
    double priority(float[] p, int from, int n, int position) {
      return 0;
    }
  },
  /** The leftmost masked positions. */
  LEFT_TO_RIGHT {
    @Override
    double priority(float[] p, int from, int n, int position) {
      return -position;
    }
  },
  /** Where the likeliest token is most probable (MaskGIT, 2202.04200, section 3.2). */
  PROBABILITY {
    @Override
    double priority(float[] p, int from, int n, int position) {
      double max = 0;
      for (int k = from; k < from + n; k++) {
        max = Math.max(max, p[k]);
      }
      return max;
    }
  },
  /** Where the likeliest token leads the second by most (Kim et al., 2502.06768, section 4). */
  MARGIN {
    @Override
    double priority(float[] p, int from, int n, int position) {
      double first = 0;
      double second = 0;
      for (int k = from; k < from + n; k++) {
        second = Math.max(second, Math.min(first, p[k]));
        first = Math.max(first, p[k]);
      }
      return first - second;
    }
  },
  /** Where the token's entropy is least. */
  ENTROPY {
    @Override
    double priority(float[] p, int from, int n, int position) {
      double sum = 0;
      for (int k = from; k < from + n; k++) {
        sum += p[k] > 0 ? p[k] * StrictMath.log(p[k]) : 0;
      }
      return sum;
    }
  };

  /**
   * How early a position is revealed: the highest first, the leftmost on ties.
   *
   * @param p clean-token probabilities; those of the position stand at {@code from..from+n-1}
   */
  abstract double priority(float[] p, int from, int n, int position);
}
