package dev.lodestar.core.graph;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.rng.Purpose;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Diffusion on graphs of atoms: features and pairs follow two coupled equations, and each part's
 * score is told from both.
 *
 * <p>A step is the Langevin corrector at the present noise level, then the reverse-diffusion
 * predictor to the next; the last step returns the means. A look asks the network about the state;
 * the correction uses that same answer, and the network is asked about the corrected state only
 * where children are drawn from it. Thus M children and the winner's correction cost M + 1
 * evaluations, and none is paid twice. The children of a state share its correction.
 *
 * <p>As the corrector's noise is several times that of a predictor's step, children that share it
 * differ little, and most of what a selection gained is lost with the next correction. {@link
 * #jointly} therefore makes both moves by the one answer about the state: each child has both
 * noises of its own, and a step costs one evaluation a child.
 *
 * <p>Source: Jo, Lee, Hwang (GDSS, 2202.02514), equations 2 to 7 and algorithm 1 of the appendix.
 */
public final class GdssProcess implements Renoising<GraphParticles> {
  private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private final GraphScore network;
  private final GraphSchedule schedule;
  private final Optional<Langevin> corrector;
  private final AtomCounts counts;
  private final Meter meter;
  private final boolean joint;
  private final Optional<KeptPart> part;

  /**
   * A process.
   *
   * @param corrector empty for the predictor alone
   * @param counts how many atoms designs have
   * @param meter counts, and refuses, network evaluations; both parts' scores are one
   */
  public GdssProcess(
      GraphScore network,
      GraphSchedule schedule,
      Optional<Langevin> corrector,
      AtomCounts counts,
      Meter meter) {
    this(network, schedule, corrector, counts, meter, false, Optional.empty());
  }

  private GdssProcess(
      GraphScore network,
      GraphSchedule schedule,
      Optional<Langevin> corrector,
      AtomCounts counts,
      Meter meter,
      boolean joint,
      Optional<KeptPart> part) {
    if (counts.largest() > network.shape().capacity()) {
      throw new IllegalArgumentException(
          "graphs of up to "
              + counts.largest()
              + " atoms for a network of up to "
              + network.shape().capacity());
    }
    this.network = network;
    this.schedule = schedule;
    this.corrector = corrector;
    this.counts = counts;
    this.meter = meter;
    this.joint = joint;
    this.part = part;
  }

  /** The same process with corrector and predictor in one move; see above. */
  public GdssProcess jointly() {
    return new GdssProcess(network, schedule, corrector, counts, meter, true, part);
  }

  /**
   * The same process over graphs that begin with a part, and have more atoms than it.
   *
   * @throws IllegalArgumentException where graphs are never larger than the part
   */
  public GdssProcess keeping(KeptPart part) {
    return new GdssProcess(
        network, schedule, corrector, counts.above(part.size()), meter, joint, Optional.of(part));
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  /** The equations and their noise levels. */
  public GraphSchedule schedule() {
    return schedule;
  }

  @Override
  public GraphParticles prior(Draws draws) {
    GraphShape shape = network.shape();
    int rows = Math.multiplyExact(draws.designs(), draws.width());
    GraphField out = GraphField.zero(rows, shape);
    int[] atoms = new int[rows];
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      RandomGenerator rng = draws.at(i, Purpose.PRIOR);
      atoms[i] = counts.draw(rng);
      keys[i] = rng.nextLong();
      normal(out.nodes(), nodesFrom(i), nodesOf(atoms[i]), schedule.nodes(), rng);
      normal(out.edges(), edgesFrom(i), GraphShape.pairs(atoms[i]), schedule.edges(), rng);
    }
    return new GraphParticles(out, atoms, keys);
  }

  private static void normal(
      float[] out, int from, int count, SdeSchedule part, RandomGenerator rng) {
    double deviation = GraphSchedule.priorDeviation(part);
    for (int k = from; k < from + count; k++) {
      out[k] = (float) (deviation * rng.nextGaussian());
    }
  }

  @Override
  public Outlook<GraphParticles> look(GraphParticles states, int step) {
    if (!states.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          states.shape() + " does not fit the network's " + network.shape());
    }
    return new GraphOutlook(
        new Reading(new Level(step), states),
        step,
        schedule,
        joint ? corrector : Optional.empty(),
        part,
        GraphOutlook.UNTILTED);
  }

  /** The network and the corrector at one noise level. */
  private final class Level implements Reading.Source {
    private final int level;

    Level(int level) {
      this.level = level;
    }

    @Override
    public GraphField score(GraphParticles states) {
      meter.network(states.size(), states.size());
      GraphField score = network.of(states, schedule.time(level));
      if (score.size() != states.size()) {
        throw new IllegalStateException(
            "the network answered " + score.size() + " scores for " + states.size() + " graphs");
      }
      return score;
    }

    @Override
    public GraphParticles corrected(GraphParticles states, GraphField score) {
      return corrector
          .filter(c -> !joint)
          .map(
              c ->
                  c.correct(
                      states,
                      score,
                      level,
                      schedule.nodes().retained(level, steps()),
                      schedule.edges().retained(level, steps())))
          .orElse(states);
    }
  }

  @Override
  public GraphParticles renoise(GraphParticles states, int from, int to, Draws draws) {
    GraphSchedule.Noising nodes = schedule.noising(schedule.nodes(), from, to);
    GraphSchedule.Noising edges = schedule.noising(schedule.edges(), from, to);
    GraphField out = GraphField.zero(states.size(), states.shape());
    long[] keys = new long[states.size()];
    for (int i = 0; i < states.size(); i++) {
      if (from == 0 && part.isPresent() && !part.get().begins(states, i)) {
        throw new IllegalArgumentException(
            "design "
                + i
                + " (from 0) does not begin with the part that is kept; its first atoms must be"
                + " those of the part, in their order and with their bonds");
      }
      RandomGenerator rng = draws.at(i, Purpose.RENOISE);
      int n = states.atoms()[i];
      keys[i] = rng.nextLong();
      noised(states.field().nodes(), out.nodes(), nodesFrom(i), nodesOf(n), nodes, rng);
      noised(states.field().edges(), out.edges(), edgesFrom(i), GraphShape.pairs(n), edges, rng);
    }
    return new GraphParticles(out, states.atoms(), keys);
  }

  private static void noised(
      float[] x, float[] out, int from, int count, GraphSchedule.Noising q, RandomGenerator rng) {
    for (int k = from; k < from + count; k++) {
      out[k] = (float) (q.keep() * x[k] + q.spread() * rng.nextGaussian());
    }
  }

  @Override
  public double[] logNoise(GraphParticles states, int from, GraphParticles noisier, int to) {
    GraphSchedule.Noising nodes = schedule.noising(schedule.nodes(), from, to);
    GraphSchedule.Noising edges = schedule.noising(schedule.edges(), from, to);
    double[] out = new double[states.size()];
    for (int i = 0; i < out.length; i++) {
      int n = states.atoms()[i];
      out[i] =
          noisier.atoms()[i] != n
              ? Double.NEGATIVE_INFINITY
              : density(
                      states.field().nodes(),
                      noisier.field().nodes(),
                      nodesFrom(i),
                      nodesOf(n),
                      nodes)
                  + density(
                      states.field().edges(),
                      noisier.field().edges(),
                      edgesFrom(i),
                      GraphShape.pairs(n),
                      edges);
    }
    return out;
  }

  private static double density(
      float[] x, float[] y, int from, int count, GraphSchedule.Noising q) {
    double out = 0;
    for (int k = from; k < from + count; k++) {
      out += logNormal(y[k] - q.keep() * x[k], q.spread());
    }
    return out;
  }

  /** log N(x; 0, deviation²); a point mass where the deviation is 0. */
  static double logNormal(double x, double deviation) {
    if (deviation == 0) {
      return x == 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
    double z = x / deviation;
    return -0.5 * z * z - StrictMath.log(deviation) - LOG_ROOT_TWO_PI;
  }

  /** The density of features and pairs, and the probability of the number of atoms. */
  @Override
  public double[] logPrior(GraphParticles states) {
    GraphSchedule.Noising nodes = schedule.noising(schedule.nodes(), 0, steps());
    GraphSchedule.Noising edges = schedule.noising(schedule.edges(), 0, steps());
    double[] out = new double[states.size()];
    for (int i = 0; i < out.length; i++) {
      int n = states.atoms()[i];
      float[] x = states.field().nodes();
      float[] a = states.field().edges();
      out[i] =
          counts.logProbability(n)
              + density(x, x, nodesFrom(i), nodesOf(n), nodes)
              + density(a, a, edgesFrom(i), GraphShape.pairs(n), edges);
    }
    return out;
  }

  private int nodesFrom(int row) {
    return row * network.shape().nodeNumbers();
  }

  private int nodesOf(int atoms) {
    return atoms * network.shape().features();
  }

  private int edgesFrom(int row) {
    return row * network.shape().pairNumbers();
  }
}
