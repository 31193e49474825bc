package dev.lodestar.core.dirichlet;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.CleanBelief;
import dev.lodestar.core.masked.Softmax;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Purpose;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Diffusion on probability simplices along the path of Dirichlet flow matching: given the clean
 * token i, a position at time t is Dirichlet(1 + t·e_i), from uniform at t = 0 to the vertex at t =
 * ∞.
 *
 * <p>Networks trained for Dirichlet flow matching predict p(clean token | x_t), which is all this
 * process asks of them. It does not integrate their deterministic flow, whose children would all be
 * equal, but steps by a random move with the same distributions at every time: draw the clean token
 * from the prediction, and move a {@link BetaStep} towards its vertex. With an exact prediction a
 * single position has the exact distribution at every noise level, whatever the number of steps;
 * positions that depend on each other are drawn independently within a step, which errs by O(1/T)
 * as in masked diffusion. The last step draws the clean token itself.
 *
 * <p>Noise level T stands at t = 0, level 1 at {@code end}, levels between evenly spaced; level 0
 * is the data. A fixed position stands on its vertex at every noise level.
 *
 * <p>Source: Stark et al., "Dirichlet flow matching with applications to DNA sequence design"
 * (2402.05841), equation 11 for the path; the random move in place of the flow is this project's
 * and rests on Sethuraman's lemma.
 */
public final class DirichletProcess implements ReverseProcess<SimplexParticles> {
  /** Time of noise level 1 in the paper's experiments. */
  public static final double END = 8;

  private final SimplexDenoiser network;
  private final int steps;
  private final double end;
  private final Template template;
  private final TokenDraw draw;
  private final Meter meter;

  /**
   * A process.
   *
   * @param steps T, at least 1
   * @param end time of noise level 1, positive
   * @param fixed for each position the token it must hold, or {@link
   *     dev.lodestar.core.masked.MaskedProcess#FREE}; its length is the designs' length
   * @param meter counts, and refuses, network evaluations
   */
  public DirichletProcess(
      SimplexDenoiser network, int steps, double end, int[] fixed, Meter meter) {
    if (steps < 1 || !(end > 0 && end < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "simplex diffusion needs at least one step and a positive end, not "
              + steps
              + " and "
              + end);
    }
    this.network = network;
    this.steps = steps;
    this.end = end;
    this.template = Template.of(network.vocabulary(), fixed);
    this.draw = new TokenDraw.InverseCdf();
    this.meter = meter;
  }

  @Override
  public int steps() {
    return steps;
  }

  /** Time t of a noise level: 0 at level T, infinite at the data. */
  public double time(int step) {
    if (step < 0 || step > steps) {
      throw new IllegalArgumentException("step " + step + " is not in 0.." + steps);
    }
    if (step == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return step == steps ? 0 : end * (steps - step) / (steps - 1);
  }

  @Override
  public SimplexParticles prior(Draws draws) {
    int v = template.vocabulary();
    int rows = Math.multiplyExact(draws.designs(), draws.width());
    float[] out = new float[Math.multiplyExact(rows, template.length() * v)];
    double[] clocks = new double[v];
    for (int i = 0; i < rows; i++) {
      RandomGenerator rng = draws.at(i, Purpose.PRIOR);
      for (int l = 0; l < template.length(); l++) {
        int at = (i * template.length() + l) * v;
        if (!template.free(l)) {
          out[at + template.tokens()[l]] = 1;
          continue;
        }
        double total = 0;
        for (int k = 0; k < v; k++) {
          clocks[k] = -StrictMath.log(rng.nextDouble());
          total += clocks[k];
        }
        for (int k = 0; k < v; k++) {
          out[at + k] = (float) (clocks[k] / total);
        }
      }
    }
    return new SimplexParticles(out, template.length(), v);
  }

  @Override
  public Outlook<SimplexParticles> look(SimplexParticles states, int step) {
    int v = template.vocabulary();
    boolean data = step == 0;
    LateRows<float[]> clean =
        new LateRows<>(states.size(), rows -> ask(states.select(rows), time(step)));
    CleanBelief belief =
        new CleanBelief(data ? states.tokens() : template.rows(states.size()), clean, v, draw);
    BetaStep move = new BetaStep(data ? 0 : time(step - 1) - time(step), data ? v : v + time(step));
    return new DirichletOutlook(states, step, belief, template, move, DirichletOutlook.UNTILTED);
  }

  private List<float[]> ask(SimplexParticles states, double time) {
    int v = template.vocabulary();
    int row = template.length() * v;
    meter.network(states.size(), states.size());
    float[] logits = network.logits(states.data(), states.size(), template.length(), time);
    if (logits.length != states.data().length) {
      throw new IllegalStateException(
          "the denoiser answered "
              + logits.length
              + " logits for "
              + states.data().length
              + " coordinates");
    }
    float[][] out = new float[states.size()][row];
    for (int i = 0; i < logits.length; i += v) {
      Softmax.of(logits, i, v, out[i / row], i % row);
    }
    return List.of(out);
  }
}
