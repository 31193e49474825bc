package dev.lodestar.core.gaussian;

import java.util.Arrays;

/**
 * Classifier-free guidance: out = out_u + w·(out_c − out_u), where out_c is the network told the
 * row's own condition and out_u told nothing. As clean guess, noise and velocity are affine in each
 * other at a given state, mixing any of them mixes all.
 *
 * <p>The condition comes with the row, and both branches of a row stand next to each other in one
 * call: no row can meet another's condition, whatever the number of children. At w = 0 and w = 1
 * only one branch is asked.
 *
 * <p>Source: Ho and Salimans (2207.12598), equation 6 with their w + 1 for w.
 */
public class ClassifierFree implements GaussianDenoiser {
  private final GaussianDenoiser network;
  private final double strength;

  private ClassifierFree(GaussianDenoiser network, double strength) {
    this.network = network;
    this.strength = strength;
  }

  /**
   * The guided network; differentiable where the network is.
   *
   * @param strength w, at least 0: 0 is the unconditional model, 1 the conditional one
   */
  public static ClassifierFree of(GaussianDenoiser network, double strength) {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException(
          "the strength must be a finite number of at least 0, not " + strength);
    }
    if (network.conditions() == 0) {
      throw new IllegalArgumentException(
          "classifier-free guidance needs a network that can be told a condition, and this one"
              + " knows none");
    }
    return network instanceof GradientDenoiser differentiable
        ? new Differentiable(differentiable, strength)
        : new ClassifierFree(network, strength);
  }

  @Override
  public Shape shape() {
    return network.shape();
  }

  @Override
  public Head head() {
    return network.head();
  }

  @Override
  public int conditions() {
    return network.conditions();
  }

  @Override
  public int evaluations() {
    return branches() * network.evaluations();
  }

  @Override
  public float[] predict(Latents states, NoiseLevel level) {
    return mixed(network.predict(branched(states), level));
  }

  private int branches() {
    return strength == 0 || strength == 1 ? 1 : 2;
  }

  /** Row 2i is told its condition, row 2i + 1 nothing. */
  private Latents branched(Latents states) {
    if (strength == 1) {
      return states;
    }
    int branches = branches();
    int[] rows = new int[states.size() * branches];
    Arrays.setAll(rows, r -> r / branches);
    Latents all = branches == 1 ? states : states.select(rows);
    int[] told = new int[rows.length];
    Arrays.setAll(told, r -> r % 2 == 0 && branches == 2 ? all.conditions()[r] : Latents.NONE);
    return new Latents(all.data(), all.shape(), told);
  }

  private float[] mixed(float[] branched) {
    if (branches() == 1) {
      return branched;
    }
    int row = shape().numbers();
    float[] out = new float[branched.length / 2];
    for (int k = 0; k < out.length; k++) {
      int told = k / row * 2 * row + k % row;
      double free = branched[told + row];
      out[k] = (float) (free + strength * (branched[told] - free));
    }
    return out;
  }

  /** Both branches are differentiated. */
  private static final class Differentiable extends ClassifierFree implements GradientDenoiser {
    private final GradientDenoiser network;
    private final double strength;

    Differentiable(GradientDenoiser network, double strength) {
      super(network, strength);
      this.network = network;
      this.strength = strength;
    }

    @Override
    public float[] pullback(Latents states, NoiseLevel level, float[] cotangent) {
      Latents branched = super.branched(states);
      if (branched.size() == states.size()) {
        return network.pullback(branched, level, cotangent);
      }
      int row = shape().numbers();
      float[] both = new float[branched.data().length];
      for (int k = 0; k < cotangent.length; k++) {
        int told = k / row * 2 * row + k % row;
        both[told] = (float) (strength * cotangent[k]);
        both[told + row] = (float) ((1 - strength) * cotangent[k]);
      }
      float[] pulled = network.pullback(branched, level, both);
      float[] out = new float[cotangent.length];
      for (int k = 0; k < out.length; k++) {
        int told = k / row * 2 * row + k % row;
        out[k] = pulled[told] + pulled[told + row];
      }
      return out;
    }
  }
}
