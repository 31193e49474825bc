package dev.lodestar.core.value;

import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Tokens;

/**
 * Numbers that describe a state, for values that are fitted.
 *
 * @param <B> batch of states
 */
@FunctionalInterface
public interface StateFeatures<B extends Particles<B>> {
  /** One row of numbers a state, all of one length. */
  double[][] of(B states);

  /**
   * Which token stands where: 1 at [position][token], the mask left out.
   *
   * @param vocabulary V, number of real tokens
   */
  static StateFeatures<Tokens> oneHot(int vocabulary) {
    return states -> {
      double[][] out = new double[states.size()][states.length() * vocabulary];
      for (int i = 0; i < states.data().length; i++) {
        int token = states.data()[i];
        if (token < vocabulary) {
          out[i / states.length()][i % states.length() * vocabulary + token] = 1;
        }
      }
      return out;
    };
  }
}
