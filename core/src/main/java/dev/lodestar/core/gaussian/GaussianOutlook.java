package dev.lodestar.core.gaussian;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a network said about a batch of states of Gaussian diffusion.
 *
 * @param clean the clean guesses as the network's head tells them
 * @param tilt added to them by guidance, shape [rows, numbers]; empty where the kernel is the
 *     pre-trained one
 */
record GaussianOutlook(
    CleanGuesses clean, int step, NoiseLevels levels, Denoising how, float[] tilt)
    implements Outlook<Latents> {
  static final float[] UNTILTED = {};

  @Override
  public Latents states() {
    return clean.states();
  }

  /** E[x_0 | x_t] by the network, in the range of the data, with what is known. */
  @Override
  public Latents cleanGuess() {
    return step == 0 ? states() : states().holding(guess(UNTILTED));
  }

  /** The guess that a step goes by. */
  private float[] guess(float[] added) {
    float[] out = clean.all().clone();
    for (int k = 0; k < added.length; k++) {
      out[k] += added[k];
    }
    int row = row();
    for (int from = 0; from < out.length; from += row) {
      how.thresholding().apply(out, from, from + row);
      how.known().write(out, from);
    }
    return out;
  }

  private int row() {
    return states().shape().numbers();
  }

  /**
   * Guesses spread about x̂_0, each number on its own, with the variance of x_0 given x_t for
   * normal data: v·σ²/(a²·v + σ²).
   *
   * <p>Source: Song et al. (ΠGDM, 2023), section 3.2, where v = 1.
   */
  @Override
  public Latents sampleClean(Draws draws, int guesses) {
    int[] rows = new int[Math.multiplyExact(size(), guesses)];
    Arrays.setAll(rows, r -> r / guesses);
    Latents out = cleanGuess().select(rows);
    NoiseLevel level = levels.at(step);
    double noise = level.deviation() * level.deviation();
    double v = how.dataVariance();
    double variance = v * noise / (level.scale() * level.scale() * v + noise);
    if (step == 0 || !(variance > 0)) {
      return out;
    }
    double spread = Math.sqrt(variance);
    Draws each = draws.children(guesses);
    for (int i = 0; i < rows.length; i++) {
      RandomGenerator rng = each.at(i, Purpose.VALUE);
      int from = i * row();
      for (int k = from; k < from + row(); k++) {
        out.data()[k] += (float) (spread * rng.nextGaussian());
      }
      how.thresholding().apply(out.data(), from, from + row());
      how.known().write(out.data(), from);
    }
    return out;
  }

  @Override
  public Latents propose(Draws draws, int width) {
    Solver.Move move = move();
    float[] mean = mean(move);
    int row = row();
    int[] parents = new int[Math.multiplyExact(size(), width)];
    Arrays.setAll(parents, c -> c / width);
    Draws each = draws.children(width);
    float[] out = new float[Math.multiplyExact(parents.length, row)];
    int[] conditions = new int[parents.length];
    for (int c = 0; c < parents.length; c++) {
      conditions[c] = states().conditions()[parents[c]];
      int from = parents[c] * row;
      System.arraycopy(mean, from, out, c * row, row);
      if (move.deviation() > 0) {
        RandomGenerator rng = each.at(c, Purpose.PROPOSE);
        for (int k = 0; k < row; k++) {
          out[c * row + k] = (float) (mean[from + k] + move.deviation() * rng.nextGaussian());
        }
      }
      if (step == 1) {
        how.known().write(out, c * row);
      }
    }
    return new Latents(out, states().shape(), conditions);
  }

  /** Log-density; where a step is deterministic, 0 at the one child there is. */
  @Override
  public double[] logProb(Latents children, int width) {
    Solver.Move move = move();
    float[] mean = mean(move);
    int row = row();
    double[] out = new double[children.size()];
    for (int c = 0; c < out.length; c++) {
      int from = c / width * row;
      for (int k = 0; k < row; k++) {
        boolean exact = step == 1 && how.known().where().get(k);
        double expected = exact ? how.known().values()[k] : mean[from + k];
        double deviation = exact ? 0 : move.deviation();
        out[c] += Normal.log(children.data()[c * row + k], expected, deviation);
      }
    }
    return out;
  }

  private Solver.Move move() {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    return how.solver().move(levels.at(step), levels.at(step - 1));
  }

  private float[] mean(Solver.Move move) {
    float[] out = guess(tilt);
    float[] x = states().data();
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) (move.ofState() * x[k] + move.ofClean() * out[k]);
    }
    return out;
  }

  /**
   * Adds strength·gradient to the score ∇log p_t, which moves the clean guess by
   * (σ²/a)·strength·gradient: with the gradient of v_t and strength 1/α this is the clean guess of
   * the tilted data. The last step, which has no noise to weigh children by, is left alone.
   *
   * <p>Source: Dhariwal and Nichol (2105.05233), Algorithm 2, written for the score.
   *
   * @param gradient with respect to the states, shape [rows, channels, height, width]
   */
  @Override
  public Outlook<Latents> guided(float[] gradient, double strength) {
    if (gradient.length != states().data().length) {
      throw new IllegalArgumentException(
          "a gradient of " + gradient.length + " numbers for states of " + states().data().length);
    }
    if (step <= 1 || strength == 0) {
      return this;
    }
    NoiseLevel level = levels.at(step);
    // pure noise knows nothing of the data: there no value has a slope
    double factor =
        level.scale() == 0 ? 0 : strength * level.deviation() * level.deviation() / level.scale();
    float[] added = new float[gradient.length];
    for (int k = 0; k < added.length; k++) {
      added[k] = (float) (factor * gradient[k]);
    }
    return new GaussianOutlook(clean, step, levels, how, added);
  }

  @Override
  public Outlook<Latents> select(int[] rows) {
    float[] t = tilt.length == 0 ? UNTILTED : Latents.rows(tilt, row(), rows);
    return new GaussianOutlook(clean.select(rows), step, levels, how, t);
  }
}
