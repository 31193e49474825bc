package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.value.Guide;

/** Where the children of a step come from. */
public sealed interface Proposal {
  /**
   * Children and by how much their weights must be corrected.
   *
   * @param children the children of row i are rows i*width .. i*width+width-1
   * @param logRatio log p_pre(child) − log q(child) of each child, in nats
   * @param <B> batch of states
   */
  record Drawn<B extends Particles<B>>(B children, double[] logRatio) {}

  /** Draws children; no network call apart from a gradient. */
  <B extends Particles<B>> Drawn<B> draw(
      Steering<B> steering, Outlook<B> outlook, Draws draws, int width);

  /**
   * Checks that a steering offers what the proposal needs.
   *
   * @param asker name of the method
   * @throws IllegalArgumentException saying what would work
   */
  default void check(Steering<?> steering, String asker) {}

  /** The pre-trained kernel itself. */
  record Unguided() implements Proposal {
    @Override
    public <B extends Particles<B>> Drawn<B> draw(
        Steering<B> steering, Outlook<B> outlook, Draws draws, int width) {
      B children = outlook.propose(draws, width);
      return new Drawn<>(children, new double[children.size()]);
    }
  }

  /**
   * The kernel tilted to first order by the gradient of a value, as in {@link Guidance}; the ratio
   * p/q makes good what the tilt gets wrong.
   *
   * <p>Source: Wu, Trippe et al., "Practical and asymptotically exact conditional sampling in
   * diffusion models" (TDS, 2306.17775), Algorithm 1; tutorial 2501.09685, sections 3 and 5.
   *
   * @param strength in inverse reward units; 1/α where the value is the one that is aimed at
   */
  record Guided(double strength) implements Proposal {
    public Guided {
      Check.notNegative("strength", strength);
    }

    @Override
    public void check(Steering<?> steering, String asker) {
      if (steering.guide().isEmpty()) {
        throw new IllegalArgumentException(
            asker
                + " needs the gradient of a value, and this one has none; smc, nested-smc and svdd"
                + " do without.");
      }
    }

    @Override
    public <B extends Particles<B>> Drawn<B> draw(
        Steering<B> steering, Outlook<B> outlook, Draws draws, int width) {
      check(steering, "a guided proposal");
      Guide<B> guide = steering.guide().orElseThrow();
      Outlook<B> tilted = outlook.guided(guide.gradient(outlook), strength);
      B children = tilted.propose(draws, width);
      double[] p = outlook.logProb(children, width);
      double[] q = tilted.logProb(children, width);
      double[] ratio = new double[p.length];
      for (int j = 0; j < ratio.length; j++) {
        ratio[j] = p[j] - q[j];
      }
      return new Drawn<>(children, ratio);
    }
  }
}
