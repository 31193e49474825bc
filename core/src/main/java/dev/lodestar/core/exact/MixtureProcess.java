package dev.lodestar.core.exact;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.List;

/**
 * Gaussian diffusion of mixture data whose kernels p(x_s | x_t) are the exact ones, mixtures
 * themselves, instead of normal. Its designs follow the data's law whatever the number of steps, so
 * that p*, Z and every v_t are known in closed form in any dimension.
 */
public final class MixtureProcess implements Renoising<Latents> {
  private final GaussianMixture data;
  private final NoiseLevels levels;
  private final Meter meter;
  private final GaussianProcess noising;

  /**
   * @param levels the noise levels it passes
   * @param meter counts a network evaluation for every row looked at
   */
  public MixtureProcess(GaussianMixture data, NoiseLevels levels, Meter meter) {
    this.data = data;
    this.levels = levels;
    this.meter = meter;
    this.noising = new GaussianProcess(new MixtureDenoiser(data, Head.X0), levels, meter);
  }

  @Override
  public int steps() {
    return levels.steps();
  }

  @Override
  public double time(int step) {
    return noising.time(step);
  }

  /** The noise levels. */
  public NoiseLevels levels() {
    return levels;
  }

  @Override
  public Latents prior(Draws draws) {
    GaussianMixture top = data.noised(levels.at(steps()));
    double[][] rows = new double[Math.multiplyExact(draws.designs(), draws.width())][];
    Arrays.setAll(rows, i -> top.draw(draws.at(i, Purpose.PRIOR)));
    return of(rows);
  }

  private Latents of(double[][] rows) {
    int d = data.dimensions();
    float[] out = new float[Math.multiplyExact(rows.length, d)];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) rows[k / d][k % d];
    }
    return Latents.of(out, Shape.vector(d));
  }

  @Override
  public Outlook<Latents> look(Latents states, int step) {
    NoiseLevel level = levels.at(step);
    LateRows<GaussianMixture> posteriors =
        new LateRows<>(states.size(), rows -> ask(states.select(rows), level));
    return new Exact(states, step, posteriors, new double[0][]);
  }

  private List<GaussianMixture> ask(Latents states, NoiseLevel level) {
    meter.network(states.size(), states.size());
    GaussianMixture[] out = new GaussianMixture[states.size()];
    Arrays.setAll(out, i -> data.posterior(MixtureDenoiser.numbers(states, i), level));
    return List.of(out);
  }

  @Override
  public Latents renoise(Latents states, int from, int to, Draws draws) {
    return noising.renoise(states, from, to, draws);
  }

  @Override
  public double[] logNoise(Latents states, int from, Latents noisier, int to) {
    return noising.logNoise(states, from, noisier, to);
  }

  @Override
  public double[] logPrior(Latents states) {
    GaussianMixture top = data.noised(levels.at(steps()));
    double[] out = new double[states.size()];
    Arrays.setAll(out, i -> top.logDensity(MixtureDenoiser.numbers(states, i)));
    return out;
  }

  /** The posterior of every row, and everything that follows from it. */
  private final class Exact implements Outlook<Latents> {
    private final Latents states;
    private final int step;
    private final LateRows<GaussianMixture> posteriors;
    private final double[][] tilt;

    Exact(Latents states, int step, LateRows<GaussianMixture> posteriors, double[][] tilt) {
      this.states = states;
      this.step = step;
      this.posteriors = posteriors;
      this.tilt = tilt;
    }

    @Override
    public Latents states() {
      return states;
    }

    @Override
    public int step() {
      return step;
    }

    @Override
    public Latents cleanGuess() {
      if (step == 0) {
        return states;
      }
      double[][] rows = new double[size()][];
      Arrays.setAll(rows, i -> posteriors.get(i).mean());
      return of(rows);
    }

    @Override
    public Latents sampleClean(Draws draws, int guesses) {
      Draws each = draws.children(guesses);
      double[][] rows = new double[Math.multiplyExact(size(), guesses)][];
      Arrays.setAll(rows, i -> posteriors.get(i / guesses).draw(each.at(i, Purpose.VALUE)));
      return of(rows);
    }

    @Override
    public Latents propose(Draws draws, int width) {
      GaussianMixture[] kernels = kernels();
      Draws each = draws.children(width);
      double[][] rows = new double[Math.multiplyExact(size(), width)][];
      Arrays.setAll(rows, c -> kernels[c / width].draw(each.at(c, Purpose.PROPOSE)));
      return of(rows);
    }

    @Override
    public double[] logProb(Latents children, int width) {
      GaussianMixture[] kernels = kernels();
      double[] out = new double[children.size()];
      Arrays.setAll(out, c -> kernels[c / width].logDensity(MixtureDenoiser.numbers(children, c)));
      return out;
    }

    private GaussianMixture[] kernels() {
      if (step == 0) {
        throw new IllegalStateException("there is no step beyond the data");
      }
      Solver.Move move = new Ancestral().move(levels.at(step), levels.at(step - 1));
      GaussianMixture[] out = new GaussianMixture[size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = posteriors.get(i).stepped(MixtureDenoiser.numbers(states, i), move);
        if (tilt.length > 0) {
          out[i] = out[i].tilted(0, tilt[i], new double[data.dimensions()]).law();
        }
      }
      return out;
    }

    /** Multiplies the kernel by exp(strength·gradient·x_s). */
    @Override
    public Outlook<Latents> guided(float[] gradient, double strength) {
      int d = data.dimensions();
      double[][] tilts = new double[strength == 0 ? 0 : size()][d];
      for (int k = 0; k < tilts.length * d; k++) {
        tilts[k / d][k % d] = strength * gradient[k];
      }
      return new Exact(states, step, posteriors, tilts);
    }

    @Override
    public Outlook<Latents> select(int[] rows) {
      double[][] chosen = new double[tilt.length == 0 ? 0 : rows.length][];
      Arrays.setAll(chosen, i -> tilt[rows[i]]);
      return new Exact(states.select(rows), step, posteriors.select(rows), chosen);
    }
  }
}
