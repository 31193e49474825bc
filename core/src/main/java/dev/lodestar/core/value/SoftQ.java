package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value fitted by iteration from the data up: exp(v_t/α) is regressed on exp(v_{t-1}/α) of
 * children drawn from the pre-trained model, level by level.
 *
 * <p>Source: tutorial 2501.09685, section 4, soft Q-learning (fitted value iteration); SVDD
 * (2408.08252), appendix on soft Q-learning.
 *
 * @param levels for each noise level from 1 up, what was fitted; the first is level 1
 * @param objective the reward, which is the value at noise level 0
 * @param <B> batch of states
 */
public record SoftQ<B extends Particles<B>>(List<Regression<B>> levels, Objective<B> objective)
    implements ValueFunction<B> {

  /**
   * A function of states that can be fitted.
   *
   * @param <B> batch of states
   */
  public interface Regression<B extends Particles<B>> {
    /**
     * Fits the mean of exp(target/α) given the state, on a logarithmic scale: α log E[exp(target/α)
     * | state].
     *
     * @param targets in reward units, one a row; may be negative infinity
     */
    void fit(B states, double[] targets, double alpha);

    /** The fitted values in reward units, one a row. */
    double[] predict(Outlook<B> outlook, Draws draws);
  }

  /**
   * How a fit is made.
   *
   * @param paths roll-outs of the pre-trained model whose states are fitted on
   * @param children drawn of each state for its target
   * @param alpha temperature in reward units
   */
  public record Plan(int paths, int children, double alpha) {
    public Plan {
      if (paths < 1 || children < 1 || !(alpha > 0)) {
        throw new IllegalArgumentException(
            "a fit takes at least one path, one child and an alpha above 0, not "
                + paths
                + ", "
                + children
                + " and "
                + alpha);
      }
    }
  }

  public SoftQ {
    levels = List.copyOf(levels);
  }

  /**
   * Fits a value.
   *
   * @param empty makes a regression that has seen nothing
   * @param streams random numbers of the roll-outs, apart from those of the designs
   */
  public static <B extends Particles<B>> SoftQ<B> fit(
      ReverseProcess<B> process,
      Objective<B> objective,
      Plan plan,
      Supplier<Regression<B>> empty,
      Streams streams) {
    int steps = process.steps();
    List<Outlook<B>> path = new ArrayList<>();
    Draws draws = Draws.of(streams, 0, plan.paths(), steps);
    // the paths' own numbers are not those of the children that targets are made of
    Draws own = Draws.of(streams.branch(Purpose.ROUND, 0), 0, plan.paths(), steps);
    path.add(process.look(process.prior(own), steps));
    while (path.get(0).step() > 1) {
      Outlook<B> at = path.get(0);
      B next = at.propose(own.atStep(at.step()), 1);
      path.add(0, process.look(next, at.step() - 1));
    }
    List<Regression<B>> levels = new ArrayList<>();
    for (int t = 1; t <= steps; t++) {
      Outlook<B> at = path.get(t - 1);
      Draws each = draws.atStep(t);
      B children = at.propose(each, plan.children());
      Outlook<B> below = process.look(children, t - 1);
      double[] targets =
          new SoftQ<>(levels, objective).of(below, each.children(plan.children()).atStep(t - 1));
      int[] parents = new int[targets.length];
      Arrays.setAll(parents, c -> c / plan.children());
      Regression<B> regression = empty.get();
      regression.fit(at.states().select(parents), targets, plan.alpha());
      levels.add(regression);
    }
    return new SoftQ<>(levels, objective);
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return objective.of(outlook.cleanGuess());
    }
    if (outlook.step() > levels.size()) {
      throw new IllegalArgumentException(
          "a value fitted for noise levels up to "
              + levels.size()
              + " was asked at level "
              + outlook.step()
              + "; fit it with as many steps as the run takes");
    }
    return levels.get(outlook.step() - 1).predict(outlook, draws);
  }
}
