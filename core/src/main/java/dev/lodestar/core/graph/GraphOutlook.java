package dev.lodestar.core.graph;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a network said about a batch of noisy graphs.
 *
 * <p>The kernel is the predictor's, from the states after their Langevin correction: given a state
 * and its key the correction is fixed, and {@link #logProb} is the predictor's Gaussian density
 * from there. Where the correction is joint, it is part of the kernel instead: both move by the
 * same score, both noises are the child's own. The key that a child brings along is uniform and
 * counts nothing.
 *
 * @param joint the corrector that is part of the kernel; empty where none is
 * @param part what all graphs keep, whose numbers the kernel draws as its own noising has them
 * @param tilt added to the score of the corrected state; empty where the kernel is the pre-trained
 *     one
 */
record GraphOutlook(
    Reading reading,
    int step,
    GraphSchedule schedule,
    Optional<Langevin> joint,
    Optional<KeptPart> part,
    Optional<GraphField> tilt)
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
    return whole(Quantiser.nearest(cleanMeans(), states().atoms()));
  }

  private GraphParticles whole(GraphParticles clean) {
    return part.map(p -> p.whole(clean)).orElse(clean);
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
    return whole(Quantiser.draw(cleanMeans(), states().atoms(), draws, guesses));
  }

  @Override
  public GraphParticles propose(Draws draws, int width) {
    Kernel kernel = kernel();
    GraphShape shape = states().shape();
    int n = shape.nodeNumbers();
    int p = shape.pairNumbers();
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
      int nodes = atoms[c] * shape.features();
      int pairs = GraphShape.pairs(atoms[c]);
      draw(kernel.mean.nodes(), row * n, out.nodes(), c * n, nodes, kernel.nodes[row], rng);
      draw(kernel.mean.edges(), row * p, out.edges(), c * p, pairs, kernel.edges[row], rng);
    }
    return new GraphParticles(out, atoms, keys);
  }

  private static void draw(
      float[] mean, int from, float[] out, int to, int count, Spread spread, RandomGenerator rng) {
    for (int k = 0; k < count; k++) {
      double deviation = spread.of(k);
      double noise = deviation == 0 ? 0 : deviation * rng.nextGaussian();
      out[to + k] = (float) (mean[from + k] + noise);
    }
  }

  @Override
  public double[] logProb(GraphParticles children, int width) {
    Kernel kernel = kernel();
    GraphShape shape = states().shape();
    int nodes = shape.nodeNumbers();
    int pairs = shape.pairNumbers();
    double[] out = new double[children.size()];
    GraphField x = children.field();
    GraphField mean = kernel.mean;
    for (int c = 0; c < out.length; c++) {
      int row = c / width;
      int n = states().atoms()[row];
      int here = n * shape.features();
      out[c] =
          children.atoms()[c] != n
              ? Double.NEGATIVE_INFINITY
              : density(x.nodes(), c * nodes, mean.nodes(), row * nodes, here, kernel.nodes[row])
                  + density(
                      x.edges(),
                      c * pairs,
                      mean.edges(),
                      row * pairs,
                      GraphShape.pairs(n),
                      kernel.edges[row]);
    }
    return out;
  }

  private static double density(
      float[] x, int at, float[] mean, int from, int count, Spread spread) {
    double out = 0;
    for (int k = 0; k < count; k++) {
      double off = x[at + k] - mean[from + k];
      double deviation = spread.of(k);
      boolean same = deviation == 0 && Math.abs(off) <= ROUNDING * (1 + Math.abs(mean[from + k]));
      out += same ? 0 : GdssProcess.logNormal(off, deviation);
    }
    return out;
  }

  /**
   * The kernel to the next noise level: where it expects the next states, and the spread of its
   * noise, row by row, for atoms and for pairs.
   */
  private record Kernel(GraphField mean, Spread[] nodes, Spread[] edges) {}

  /**
   * Standard deviation of a row's numbers.
   *
   * @param fixed how many of the first are those of the kept part
   */
  private record Spread(int fixed, double ofFixed, double ofRest) {
    double of(int number) {
      return number < fixed ? ofFixed : ofRest;
    }
  }

  private Kernel kernel() {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    Reading from = reading.corrected();
    GraphShape shape = states().shape();
    GraphField x = from.states().field();
    GraphField s = from.score();
    GraphField out = GraphField.zero(size(), shape);
    Optional<float[]> keptNodes = part.map(k -> Arrays.copyOf(k.field().nodes(), k.nodeNumbers()));
    Optional<float[]> keptEdges = part.map(k -> Arrays.copyOf(k.field().edges(), k.pairNumbers()));
    Spread[] nodes = new Spread[size()];
    Spread[] edges = new Spread[size()];
    for (int i = 0; i < size(); i++) {
      int n = states().atoms()[i];
      nodes[i] =
          predict(
              x.nodes(),
              s.nodes(),
              tilt.map(GraphField::nodes),
              keptNodes,
              schedule.nodes(),
              out.nodes(),
              i * shape.nodeNumbers(),
              n * shape.features());
      edges[i] =
          predict(
              x.edges(),
              s.edges(),
              tilt.map(GraphField::edges),
              keptEdges,
              schedule.edges(),
              out.edges(),
              i * shape.pairNumbers(),
              GraphShape.pairs(n));
    }
    return new Kernel(out, nodes, edges);
  }

  /**
   * The means of one half of a row, and the spread of its noise; the last step returns the means.
   *
   * @param kept clean numbers of the kept part, the first of the half
   */
  private Spread predict(
      float[] x,
      float[] s,
      Optional<float[]> tilt,
      Optional<float[]> kept,
      SdeSchedule half,
      float[] out,
      int from,
      int count) {
    SdeSchedule.Step by = half.step(step, schedule.steps());
    double pull = by.variance();
    double spread = by.variance();
    if (step == 1) {
      spread = 0;
    } else if (joint.isPresent()) {
      Langevin l = joint.get();
      double moved = l.expectedStep(s, from, count, half.retained(step, schedule.steps()));
      pull += by.carry() * moved;
      spread += by.carry() * by.carry() * 2 * moved * l.scale() * l.scale();
    }
    for (int k = from; k < from + count; k++) {
      double score = s[k] + (tilt.isPresent() ? tilt.get()[k] : 0);
      out[k] = (float) (by.carry() * x[k] + pull * score);
    }
    if (kept.isEmpty()) {
      return new Spread(0, 0, Math.sqrt(spread));
    }
    GraphSchedule.Noising noising = schedule.noising(half, 0, step - 1);
    float[] clean = kept.get();
    for (int k = 0; k < clean.length; k++) {
      out[from + k] = (float) (noising.keep() * clean[k]);
    }
    return new Spread(clean.length, noising.spread(), Math.sqrt(spread));
  }

  /**
   * Adds strength·gradient to the score: the kernel's mean moves by what it moves by the score,
   * times strength·gradient.
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
    return new GraphOutlook(reading, step, schedule, joint, part, Optional.of(added));
  }

  @Override
  public Outlook<GraphParticles> select(int[] rows) {
    return new GraphOutlook(
        reading.select(rows), step, schedule, joint, part, tilt.map(t -> t.select(rows)));
  }
}
