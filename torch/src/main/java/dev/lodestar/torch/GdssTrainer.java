package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.SdeSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains both score networks of GDSS by denoising score matching: the mean squared error of what
 * they say of the noise that was put onto clean graphs, atoms and pairs with equal weight.
 *
 * <p>Source: Jo, Lee, Hwang (GDSS, 2202.02514), equation 5, with the losses weighted by the
 * variance of the noise.
 */
public final class GdssTrainer {
  private static final int NOISING = 5;
  private static final int HELD_OUT = 6;
  private static final int HELD_OUT_ROWS = 1024;

  /** Pairs of atoms a shard: enough to make the cost of an operation's call small. */
  private static final int SHARD_PAIRS = 8192;

  private static final double EARLIEST = 1e-5;

  private GdssTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param train clean graphs of the configuration's shape
   * @param validation held-out graphs, of which the first 1,024 are used; may be empty
   * @param stop steps of the plan after which to end, at most all of them
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static GdssNetwork train(
      GdssConfig config,
      GraphParticles train,
      GraphParticles validation,
      TrainingPlan plan,
      int stop,
      Consumer<Progress> progress) {
    if (stop < 1 || stop > plan.steps()) {
      throw new IllegalArgumentException(
          "Training can stop after 1 to " + plan.steps() + " steps, not " + stop);
    }
    if (train.size() == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    for (GraphParticles x : new GraphParticles[] {train, validation}) {
      if (!x.shape().equals(config.shape())) {
        throw new IllegalArgumentException(
            "Graphs of " + x.shape() + " for networks of " + config.shape());
      }
    }
    String fingerprint =
        new Fingerprint().add(config).add(plan).add(numbers(train)).add(numbers(validation)).hex();
    Matching matching = new Matching(config, train, validation, plan);
    ParameterSet trained =
        new Trainer(config.layout(), plan, matching, progress).run(fingerprint, stop);
    return new GdssNetwork(config, trained, Map.of());
  }

  /** Trains all steps of the plan. */
  public static GdssNetwork train(
      GdssConfig config,
      GraphParticles train,
      GraphParticles validation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    return train(config, train, validation, plan, plan.steps(), progress);
  }

  private static double[] numbers(GraphParticles x) {
    return IntStream.range(0, x.size())
        .mapToDouble(i -> x.select(new int[] {i}).hashCode())
        .toArray();
  }

  private static final class Matching implements Objective {
    private final GdssConfig config;
    private final GraphParticles train;
    private final GraphParticles validation;
    private final TrainingPlan plan;
    private final Batches batches;

    Matching(
        GdssConfig config, GraphParticles train, GraphParticles validation, TrainingPlan plan) {
      this.config = config;
      this.train = train;
      this.validation = validation;
      this.plan = plan;
      batches = new Batches(plan.seed(), plan.batch(), train.size());
    }

    /** Rows of graphs that lie together in a shard, and their places in (0, 1] of times. */
    private record Shard(int[] rows, double[] times) {}

    /**
     * Graphs of like sizes together, so that little of a shard is padding; their times, which cover
     * (0, 1] evenly, go by the order in which they were drawn, which knows no sizes.
     */
    private Shard[] shards(GraphParticles from, int[] rows, double offset) {
      int total = rows.length;
      int[] bySize =
          IntStream.range(0, total)
              .boxed()
              .sorted(Comparator.comparingInt(k -> from.atoms()[rows[k]]))
              .mapToInt(k -> k)
              .toArray();
      List<Shard> out = new ArrayList<>();
      for (int start = 0, end = 0; start < total; start = end) {
        int pairs = 0;
        while (end < total && (end == start || pairs < SHARD_PAIRS)) {
          pairs = (end - start + 2) * GraphShape.pairs(from.atoms()[rows[bySize[end]]]);
          end++;
        }
        int[] mine = Arrays.copyOfRange(bySize, start, end);
        out.add(
            new Shard(
                IntStream.of(mine).map(k -> rows[k]).toArray(),
                IntStream.of(mine)
                    .mapToDouble(k -> EARLIEST + (1 - EARLIEST) * (((k + offset) / total) % 1))
                    .toArray()));
      }
      return out.toArray(Shard[]::new);
    }

    @Override
    public Step step(int step) {
      int[] rows = batches.of(step);
      SplittableRandom random = Draws.at(plan.seed(), step, NOISING);
      Shard[] shards = shards(train, rows, random.nextDouble());
      SplittableRandom[] streams = new SplittableRandom[shards.length];
      for (int i = 0; i < streams.length; i++) {
        streams[i] = random.split();
      }
      return new Step() {
        @Override
        public int shards() {
          return streams.length;
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          return error(w, train, shards[shard], rows.length, streams[shard]);
        }
      };
    }

    /** The shard's part of the mean squared error over {@code total} graphs. */
    private Tensor error(
        Weights w, GraphParticles from, Shard shard, int total, SplittableRandom random) {
      GraphParticles clean = cropped(from.select(shard.rows));
      int rows = clean.size();
      double[] times = shard.times;
      GraphShape shape = clean.shape();
      int n = shape.capacity();
      Noised nodes =
          noised(
              clean.field().nodes(),
              shape.nodeNumbers(),
              IntStream.of(clean.atoms()).map(a -> a * shape.features()).toArray(),
              config.nodeSchedule(),
              times,
              random);
      Noised edges =
          noised(
              clean.field().edges(),
              shape.pairNumbers(),
              IntStream.of(clean.atoms()).map(GraphShape::pairs).toArray(),
              config.edgeSchedule(),
              times,
              random);
      GdssForward.Batch batch =
          PlainGdss.batch(
              GraphParticles.clean(new GraphField(nodes.x, edges.x, shape), clean.atoms()), true);
      GdssForward forward = new GdssForward(config, w);
      // atoms: score·deviation + z = z − net; pairs: deviation·net + z
      Tensor nodeError =
          Torch.tensor(nodes.noise, rows, n, shape.features()).sub(forward.nodes(batch));
      Tensor scale = Torch.tensor(edges.deviation, rows, 1);
      Tensor edgeNoise = Torch.tensor(edges.noise, rows, shape.pairNumbers());
      Tensor edgeError = forward.edges(batch).mul(scale).add(edgeNoise);
      GraphShape whole = config.shape();
      return Nets.times(nodeError.square().sum(), 1.0 / total / whole.nodeNumbers())
          .add(Nets.times(edgeError.square().sum(), 1.0 / total / whole.pairNumbers()));
    }

    /** The same graphs with room for no more atoms than the largest has. */
    private static GraphParticles cropped(GraphParticles x) {
      GraphShape from = x.shape();
      int most = IntStream.of(x.atoms()).max().orElseThrow();
      GraphShape to = new GraphShape(Math.max(2, most), from.features());
      GraphField out = GraphField.zero(x.size(), to);
      for (int i = 0; i < x.size(); i++) {
        System.arraycopy(
            x.field().nodes(),
            i * from.nodeNumbers(),
            out.nodes(),
            i * to.nodeNumbers(),
            to.nodeNumbers());
        System.arraycopy(
            x.field().edges(),
            i * from.pairNumbers(),
            out.edges(),
            i * to.pairNumbers(),
            to.pairNumbers());
      }
      return GraphParticles.clean(out, x.atoms());
    }

    private record Noised(float[] x, float[] noise, float[] deviation) {}

    private static Noised noised(
        float[] clean,
        int width,
        int[] counts,
        SdeSchedule schedule,
        double[] times,
        SplittableRandom random) {
      float[] x = new float[clean.length];
      float[] noise = new float[clean.length];
      float[] deviation = new float[counts.length];
      for (int i = 0; i < counts.length; i++) {
        double scale = schedule.scale(times[i]);
        deviation[i] = (float) schedule.deviation(times[i]);
        for (int k = i * width; k < i * width + counts[i]; k++) {
          noise[k] = (float) random.nextGaussian();
          x[k] = (float) (scale * clean[k] + deviation[i] * noise[k]);
        }
      }
      return new Noised(x, noise, deviation);
    }

    @Override
    public double validate(Weights w, int threads) {
      int rows = Math.min(HELD_OUT_ROWS, validation.size());
      if (rows == 0) {
        return Double.NaN;
      }
      Shard[] shards = shards(validation, IntStream.range(0, rows).toArray(), 0.5);
      double[] parts = new double[shards.length];
      Workers.run(
          parts.length,
          threads,
          i -> {
            try (Scope s = Scope.inference()) {
              // the same noise at every validation, so that scores compare
              SplittableRandom random = Draws.at(plan.seed(), i, HELD_OUT);
              parts[i] = error(w, validation, shards[i], rows, random).item_double();
            }
          });
      double sum = 0;
      for (double p : parts) {
        sum += p;
      }
      return -sum;
    }
  }
}
