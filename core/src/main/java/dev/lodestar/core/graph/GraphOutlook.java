package dev.lodestar.core.graph;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Purpose;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a network said about a batch of noisy graphs.
 *
 * <p>The kernel is the predictor's, from the states after their Langevin correction: given a state
 * and its key the correction is fixed, and {@link #logProb} is the predictor's Gaussian density
 * from there. The key that a child brings along is uniform and counts nothing.
 *
 * @param tilt added to the score of the corrected state; empty where the kernel is the pre-trained
 *     one
 */
record GraphOutlook(Reading reading, int step, GraphSchedule schedule, Optional<GraphField> tilt)
    implements Outlook<GraphParticles>, GraphMeans {
  static final Optional<GraphField> UNTILTED = Optional.empty();

  /** What rounding to single precision leaves uncertain of a mean. */
  private static final double ROUNDING = 1e-5;

  @Override
  public GraphParticles states() {
    return reading.states();
  }

  /** Tweedie's formula for both parts, rounded to the nearest graphs. */
  @Override
  public GraphParticles cleanGuess() {
    return Quantiser.nearest(cleanMeans(), states().atoms());
  }

  /** (x + deviation²·score)/scale, Tweedie's formula; at noise level 0 the states themselves. */
  @Override
  public GraphField cleanMeans() {
    if (step == 0) {
      return states().field();
    }
    GraphField out = GraphField.zero(size(), states().shape());
    GraphField x = states().field();
    GraphField s = reading.score();
    double t = schedule.time(step);
    tweedie(x.nodes(), s.nodes(), schedule.nodes(), t, out.nodes());
    tweedie(x.edges(), s.edges(), schedule.edges(), t, out.edges());
    return out;
  }

  private static void tweedie(float[] x, float[] s, SdeSchedule part, double t, float[] out) {
    double variance = part.deviation(t) * part.deviation(t);
    double scale = part.scale(t);
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) ((x[k] + variance * s[k]) / scale);
    }
  }

  @Override
  public GraphParticles sampleClean(Draws draws, int guesses) {
    return Quantiser.draw(cleanMeans(), states().atoms(), draws, guesses);
  }

  @Override
  public GraphParticles propose(Draws draws, int width) {
    GraphField mean = kernelMean();
    GraphShape shape = mean.shape();
    double nodeSpread = spread(schedule.nodes());
    double edgeSpread = spread(schedule.edges());
    Draws each = draws.children(width);
    int rows = Math.multiplyExact(size(), width);
    GraphField out = GraphField.zero(rows, shape);
    int[] atoms = new int[rows];
    long[] keys = new long[rows];
    for (int c = 0; c < rows; c++) {
      int row = c / width;
      RandomGenerator rng = each.at(c, Purpose.PROPOSE);
      atoms[c] = states().atoms()[row];
      keys[c] = rng.nextLong();
      int n = shape.nodeNumbers();
      int p = shape.pairNumbers();
      draw(mean.nodes(), row * n, out.nodes(), c * n, atoms[c] * shape.features(), nodeSpread, rng);
      draw(mean.edges(), row * p, out.edges(), c * p, GraphShape.pairs(atoms[c]), edgeSpread, rng);
    }
    return new GraphParticles(out, atoms, keys);
  }

  private static void draw(
      float[] mean, int from, float[] out, int to, int count, double spread, RandomGenerator rng) {
    for (int k = 0; k < count; k++) {
      double noise = spread == 0 ? 0 : spread * rng.nextGaussian();
      out[to + k] = (float) (mean[from + k] + noise);
    }
  }

  @Override
  public double[] logProb(GraphParticles children, int width) {
    GraphField mean = kernelMean();
    GraphShape shape = mean.shape();
    double nodeSpread = spread(schedule.nodes());
    double edgeSpread = spread(schedule.edges());
    double[] out = new double[children.size()];
    GraphField x = children.field();
    for (int c = 0; c < out.length; c++) {
      int row = c / width;
      int n = states().atoms()[row];
      if (children.atoms()[c] != n) {
        out[c] = Double.NEGATIVE_INFINITY;
        continue;
      }
      int nodes = shape.nodeNumbers();
      int pairs = shape.pairNumbers();
      out[c] =
          density(x.nodes(), c * nodes, mean.nodes(), row * nodes, n * shape.features(), nodeSpread)
              + density(
                  x.edges(), c * pairs, mean.edges(), row * pairs, GraphShape.pairs(n), edgeSpread);
    }
    return out;
  }

  private static double density(
      float[] x, int at, float[] mean, int from, int count, double spread) {
    double out = 0;
    for (int k = 0; k < count; k++) {
      double off = x[at + k] - mean[from + k];
      boolean same = spread == 0 && Math.abs(off) <= ROUNDING * (1 + Math.abs(mean[from + k]));
      out += same ? 0 : GdssProcess.logNormal(off, spread);
    }
    return out;
  }

  /** Where the predictor expects the next states, from the corrected ones. */
  private GraphField kernelMean() {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    Reading corrected = reading.corrected();
    GraphField out = GraphField.zero(size(), states().shape());
    GraphField x = corrected.states().field();
    GraphField s = corrected.score();
    predict(x.nodes(), s.nodes(), tilt.map(GraphField::nodes), schedule.nodes(), out.nodes());
    predict(x.edges(), s.edges(), tilt.map(GraphField::edges), schedule.edges(), out.edges());
    return out;
  }

  private void predict(
      float[] x, float[] s, Optional<float[]> tilt, SdeSchedule part, float[] out) {
    SdeSchedule.Step by = part.step(step, schedule.steps());
    for (int k = 0; k < out.length; k++) {
      double score = s[k] + (tilt.isPresent() ? tilt.get()[k] : 0);
      out[k] = (float) (by.carry() * x[k] + by.variance() * score);
    }
  }

  /** Standard deviation of the predictor's noise; the last step returns the means. */
  private double spread(SdeSchedule part) {
    return step == 1 ? 0 : Math.sqrt(part.step(step, schedule.steps()).variance());
  }

  /**
   * Adds strength·gradient to the score: the predictor's mean moves by G²·strength·gradient.
   *
   * @param gradient with respect to features, then pairs, row by row: shape [rows,
   *     capacity·features + capacity·(capacity−1)/2]
   */
  @Override
  public Outlook<GraphParticles> guided(float[] gradient, double strength) {
    GraphShape shape = states().shape();
    int row = shape.nodeNumbers() + shape.pairNumbers();
    if (gradient.length != size() * row) {
      throw new IllegalArgumentException(
          "a gradient of " + gradient.length + " numbers for " + size() + " graphs of " + row);
    }
    GraphField added = GraphField.zero(size(), shape);
    for (int i = 0; i < size(); i++) {
      int atoms = states().atoms()[i] * shape.features();
      int pairs = GraphShape.pairs(states().atoms()[i]);
      for (int k = 0; k < atoms; k++) {
        added.nodes()[i * shape.nodeNumbers() + k] = (float) (strength * gradient[i * row + k]);
      }
      int from = i * row + shape.nodeNumbers();
      for (int k = 0; k < pairs; k++) {
        added.edges()[i * shape.pairNumbers() + k] = (float) (strength * gradient[from + k]);
      }
    }
    return new GraphOutlook(reading, step, schedule, Optional.of(added));
  }

  @Override
  public Outlook<GraphParticles> select(int[] rows) {
    return new GraphOutlook(reading.select(rows), step, schedule, tilt.map(t -> t.select(rows)));
  }
}
