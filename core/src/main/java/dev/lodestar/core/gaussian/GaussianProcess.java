package dev.lodestar.core.gaussian;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.rng.Purpose;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Gaussian diffusion, x_t = a_t·x_0 + σ_t·ε: of images, of latents, of any vectors. The network
 * tells the clean state, a {@link Solver} steps down.
 *
 * <p>Source: Ho, Jain, Abbeel (DDPM, 2006.11239); Song, Meng, Ermon (DDIM, 2010.02502); Lipman et
 * al. (flow matching, 2210.02747).
 */
public final class GaussianProcess implements Renoising<Latents> {
  private final GaussianDenoiser network;
  private final NoiseLevels levels;
  private final Denoising how;
  private final Meter meter;

  /**
   * A process.
   *
   * @param levels the noise levels it passes
   * @param how solver, thresholding, known numbers and conditions
   * @param meter counts, and refuses, network evaluations
   */
  public GaussianProcess(GaussianDenoiser network, NoiseLevels levels, Denoising how, Meter meter) {
    Known known = how.known();
    if (!known.isEmpty() && known.values().length != network.shape().numbers()) {
      throw new IllegalArgumentException(
          "the known part has "
              + known.values().length
              + " numbers, and states have "
              + network.shape().numbers()
              + " ("
              + network.shape()
              + ")");
    }
    for (int step = 1; step <= levels.steps(); step++) {
      network.head().stateShare(levels.at(step));
      how.solver().move(levels.at(step), levels.at(step - 1));
    }
    this.network = network;
    this.levels = levels;
    this.how = how;
    this.meter = meter;
  }

  /** Ancestral steps, nothing known and nothing told. */
  public GaussianProcess(GaussianDenoiser network, NoiseLevels levels, Meter meter) {
    this(network, levels, Denoising.by(new Ancestral()), meter);
  }

  @Override
  public int steps() {
    return levels.steps();
  }

  @Override
  public double time(int step) {
    return levels.at(step).time() / levels.horizon();
  }

  /** The noise levels. */
  public NoiseLevels levels() {
    return levels;
  }

  /** The network, its guidance included. */
  public GaussianDenoiser network() {
    return network;
  }

  /** How it is drawn from. */
  public Denoising denoising() {
    return how;
  }

  /**
   * Whether children of a state differ at every step but the last. Where they do not, as under DDIM
   * with η = 0, methods that choose among children have nothing to choose from.
   */
  public boolean noisy() {
    for (int step = 2; step <= steps(); step++) {
      if (how.solver().move(levels.at(step), levels.at(step - 1)).deviation() == 0) {
        return false;
      }
    }
    return true;
  }

  /** Normal of variance a_T² + σ_T²; known numbers are what is known, noised. */
  @Override
  public Latents prior(Draws draws) {
    int numbers = network.shape().numbers();
    int rows = Math.multiplyExact(draws.designs(), draws.width());
    NoiseLevel top = levels.at(steps());
    float[] out = new float[Math.multiplyExact(rows, numbers)];
    int[] conditions = new int[rows];
    for (int i = 0; i < rows; i++) {
      long design = draws.first() + (i / draws.width()) % draws.designs();
      conditions[i] = checked(how.conditions().applyAsInt(design));
      RandomGenerator rng = draws.at(i, Purpose.PRIOR);
      for (int k = 0; k < numbers; k++) {
        out[i * numbers + k] =
            (float) (priorMean(k, top) + priorSpread(k, top) * rng.nextGaussian());
      }
    }
    return new Latents(out, network.shape(), conditions);
  }

  private int checked(int condition) {
    if (condition >= network.conditions()) {
      throw new IllegalArgumentException(
          network.conditions() == 0
              ? "the network can be told nothing, and condition " + condition + " is asked for"
              : "the condition must be in 0.." + (network.conditions() - 1) + ", not " + condition);
    }
    return condition;
  }

  private double priorMean(int number, NoiseLevel top) {
    return isKnown(number) ? top.scale() * how.known().values()[number] : 0;
  }

  private double priorSpread(int number, NoiseLevel top) {
    return isKnown(number) ? top.deviation() : Math.hypot(top.scale(), top.deviation());
  }

  private boolean isKnown(int number) {
    BitSet where = how.known().where();
    return where.get(number);
  }

  @Override
  public Outlook<Latents> look(Latents states, int step) {
    if (!states.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          "states of " + states.shape() + " for a network of " + network.shape());
    }
    NoiseLevel level = levels.at(step);
    CleanGuesses clean = new CleanGuesses(x -> step == 0 ? x.data() : guess(x, level), states);
    return new GaussianOutlook(clean, step, levels, how, GaussianOutlook.UNTILTED);
  }

  private float[] guess(Latents states, NoiseLevel level) {
    int evaluations = Math.multiplyExact(states.size(), network.evaluations());
    meter.network(evaluations, evaluations);
    float[] output = network.predict(states, level);
    if (output.length != states.data().length) {
      throw new IllegalStateException(
          "the denoiser answered "
              + output.length
              + " numbers for "
              + states.data().length
              + "; a prediction has the shape of its states, "
              + states);
    }
    return network.head().clean(states.data(), output, level);
  }

  @Override
  public Latents renoise(Latents states, int from, int to, Draws draws) {
    double keep = ratio(from, to);
    double spread = levels.at(to).spread(levels.at(from));
    int numbers = network.shape().numbers();
    float[] out = new float[states.data().length];
    for (int i = 0; i < states.size(); i++) {
      RandomGenerator rng = draws.at(i, Purpose.RENOISE);
      for (int k = i * numbers; k < (i + 1) * numbers; k++) {
        out[k] = (float) (keep * states.data()[k] + spread * rng.nextGaussian());
      }
    }
    return states.holding(out);
  }

  @Override
  public double[] logNoise(Latents states, int from, Latents noisier, int to) {
    double keep = ratio(from, to);
    double spread = levels.at(to).spread(levels.at(from));
    int numbers = network.shape().numbers();
    double[] out = new double[states.size()];
    for (int k = 0; k < states.data().length; k++) {
      out[k / numbers] += Normal.log(noisier.data()[k], keep * states.data()[k], spread);
    }
    return out;
  }

  private double ratio(int from, int to) {
    if (from < 0 || to < from || to > steps()) {
      throw new IllegalArgumentException(
          "noise goes up from one level to another in 0.."
              + steps()
              + ", not "
              + from
              + " to "
              + to);
    }
    return levels.at(to).ratio(levels.at(from));
  }

  @Override
  public double[] logPrior(Latents states) {
    NoiseLevel top = levels.at(steps());
    int numbers = network.shape().numbers();
    double[] out = new double[states.size()];
    for (int k = 0; k < states.data().length; k++) {
      int number = k % numbers;
      out[k / numbers] +=
          Normal.log(states.data()[k], priorMean(number, top), priorSpread(number, top));
    }
    return out;
  }
}
