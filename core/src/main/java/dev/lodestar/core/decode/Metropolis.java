package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.CleanOutlook;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Metropolis–Hastings on the paths from noise to a design, with p(path)·exp(r/α) invariant, and
 * thus p*(x) ∝ p_pre(x)·exp(r(x)/α) for the designs, whatever the network is.
 *
 * <p>Each round makes two moves. <i>Renew the noise</i>: the path above the design is drawn anew
 * from the forward process q(x_1..x_T | x_0), accepted with the ratio p(path')·q(path | x_0) /
 * (p(path)·q(path' | x_0)); which letters were revealed last changes, the design does not. <i>Renew
 * the design</i>: the path below a level is drawn anew from the pre-trained kernel, accepted with
 * exp((r' − r)/α); for masked diffusion this masks again what was revealed last. A process that
 * cannot put noise back makes the second move only.
 *
 * <p>Source: Hastings, "Monte Carlo sampling methods using Markov chains and their applications",
 * 1970; tutorial 2501.09685 on editing and refinement names the family.
 *
 * @param alpha α, temperature in reward units; 0 accepts what is not worse
 * @param rounds rounds after the first, unguided pass
 * @param noise share of the noise levels that the second move goes back at most, in (0, 1]; its
 *     level is drawn evenly from 1 up to that, once a round for all designs
 */
public record Metropolis(double alpha, int rounds, double noise) implements Decoder {
  public Metropolis {
    Check.notNegative("alpha", alpha);
    Check.atLeastOne("rounds", rounds);
    Check.share("noise", noise);
    Check.positive("noise", noise);
  }

  @Override
  public String name() {
    return "metropolis";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    Chains<B> chains = new Chains<>(steering, streams, first, designs);
    Optional<String> exhausted = Optional.empty();
    try {
      chains.begin();
      for (int round = 1; round <= rounds; round++) {
        Streams own = streams.branch(Purpose.ROUND, round);
        chains.renewNoise(own);
        chains.renewDesign(own);
        observer.accept(chains.finished().population(streams, first));
      }
    } catch (BudgetExhausted e) {
      if (!chains.begun()) {
        throw e;
      }
      exhausted = Optional.of(e.getMessage());
    }
    return chains.finished().outcome(streams, first, exhausted);
  }

  /** The paths of a group: paths.get(t).get(d) is design d at noise level t. */
  private final class Chains<B extends Particles<B>> {
    private final Steering<B> steering;
    private final ReverseProcess<B> process;
    private final Streams streams;
    private final long first;
    private final int designs;
    private final List<List<Outlook<B>>> paths = new ArrayList<>();
    private double[] rewards = {};

    Chains(Steering<B> steering, Streams streams, long first, int designs) {
      this.steering = steering;
      this.process = steering.process();
      this.streams = streams;
      this.first = first;
      this.designs = designs;
    }

    boolean begun() {
      return rewards.length > 0;
    }

    Finished<B> finished() {
      int[] origins = new int[designs];
      Arrays.setAll(origins, d -> d);
      return new Finished<>(guesses(paths.get(0)), rewards, origins);
    }

    /** One pass of the pre-trained model. */
    void begin() {
      Draws draws = Draws.of(streams, first, designs, process.steps());
      List<Outlook<B>> noise = Rows.of(process.look(process.prior(draws), process.steps()));
      paths.addAll(down(noise, streams));
      rewards = rewards(paths.get(0), streams);
    }

    void renewDesign(Streams own) {
      int deepest = Math.max(1, (int) Math.round(noise * process.steps()));
      int level = 1 + own.at(0, 0, 0, Purpose.SCHEDULE).nextInt(deepest);
      List<List<Outlook<B>>> renewed = down(paths.get(level), own);
      double[] after = rewards(renewed.get(0), own);
      for (int d = 0; d < designs; d++) {
        double u = own.at(first + d, 0, 0, Purpose.SELECT).nextDouble();
        if (StrictMath.log(u) < gain(rewards[d], after[d])) {
          rewards[d] = after[d];
          for (int t = 0; t < level; t++) {
            paths.get(t).set(d, renewed.get(t).get(d));
          }
        }
      }
    }

    void renewNoise(Streams own) {
      if (!(process instanceof Renoising<B> forward)) {
        return;
      }
      List<List<Outlook<B>>> renewed = new ArrayList<>();
      renewed.add(paths.get(0));
      for (int t = 1; t <= process.steps(); t++) {
        Draws draws = Draws.of(own, first, designs, t);
        B noisier = forward.renoise(Rows.states(renewed.get(t - 1)), t - 1, t, draws);
        renewed.add(Rows.of(process.look(noisier, t)));
      }
      double[] before = weight(forward, paths);
      double[] after = weight(forward, renewed);
      for (int d = 0; d < designs; d++) {
        double u = own.at(first + d, 0, 1, Purpose.SELECT).nextDouble();
        if (StrictMath.log(u) < after[d] - before[d]) {
          for (int t = 1; t < renewed.size(); t++) {
            paths.get(t).set(d, renewed.get(t).get(d));
          }
        }
      }
    }

    /** log p(path) − log q(path | x_0). */
    private double[] weight(Renoising<B> forward, List<List<Outlook<B>>> path) {
      int top = path.size() - 1;
      double[] out = forward.logPrior(Rows.states(path.get(top)));
      for (int t = top; t > 0; t--) {
        B noisy = Rows.states(path.get(t));
        B clean = Rows.states(path.get(t - 1));
        double[] q = forward.logNoise(clean, t - 1, noisy, t);
        for (int d = 0; d < designs; d++) {
          B child = path.get(t - 1).get(d).states();
          out[d] += path.get(t).get(d).logProb(child, 1)[0] - q[d];
        }
      }
      return out;
    }

    /** Fresh levels 0..t of the rows at level t, themselves included, from the data up. */
    private List<List<Outlook<B>>> down(List<Outlook<B>> rows, Streams own) {
      List<List<Outlook<B>>> levels = new ArrayList<>(List.of(new ArrayList<>(rows)));
      while (levels.get(0).get(0).step() > 0) {
        int step = levels.get(0).get(0).step();
        levels.add(0, Rows.step(process, levels.get(0), d -> Draws.of(own, first + d, 1, step)));
      }
      return levels;
    }

    private double[] rewards(List<Outlook<B>> data, Streams own) {
      Draws draws = Draws.of(own, first, designs, 0);
      return steering.value().of(new CleanOutlook<>(guesses(data)), draws).clone();
    }

    private B guesses(List<Outlook<B>> data) {
      return Particles.join(data.stream().map(Outlook::cleanGuess).toList());
    }
  }

  /** (r' − r)/α, where every feasible design is infinitely better than an infeasible one. */
  private double gain(double before, double after) {
    if (after >= before) {
      return 0;
    }
    return alpha == 0 ? Double.NEGATIVE_INFINITY : (after - before) / alpha;
  }
}
