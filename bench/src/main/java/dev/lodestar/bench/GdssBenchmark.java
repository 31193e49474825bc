package dev.lodestar.bench;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.graph.ValenceCorrection;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.molecule.gdss.GdssModel;
import dev.lodestar.molecule.scorer.QedScorer;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssConfig.NodeNet;
import dev.lodestar.torch.GdssNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Diffusion on molecular graphs of the published ZINC250k sizes: unguided, and SVDD with the
 * posterior mean towards drug-likeness, each beside the same networks in the reference's manner in
 * one run, alternating.
 */
public final class GdssBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of(
          "weights",
          "version",
          "batch",
          "guided-batch",
          "width",
          "steps",
          "repeats",
          "samples",
          "sample-steps",
          "reference");

  /** Seconds a step that the published scripts take on two such cores. */
  private static final double PUBLISHED_UNGUIDED = 0.39;

  private static final double PUBLISHED_GUIDED = 0.91;

  /** Batch sizes those figures belong to, and children a step of the second. */
  private static final int UNGUIDED_BATCH = 64;

  private static final int GUIDED_BATCH = 8;
  private static final int GUIDED_WIDTH = 10;
  private static final int PUBLISHED_STEPS = 1000;

  /**
   * What one run took, a step; processor seconds of all threads hold also where others keep the
   * machine busy.
   */
  private record Result(
      double secondsAStep, double processor, double scoring, GraphParticles designs) {}

  @Override
  public String name() {
    return "gdss";
  }

  @Override
  public String summary() {
    return "diffusion on molecular graphs beside the reference's manner: seconds a step, validity";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS);
    NodeNet nodes = options.number("version", 1) == 2 ? NodeNet.ATTENTION : NodeNet.CONVOLUTION;
    GdssConfig config = GdssConfig.zinc250k(nodes);
    int steps = options.number("steps", 30);
    int repeats = options.number("repeats", 3);
    out.println(
        options.file("weights").isPresent()
            ? "weights: as given"
            : "weights: untrained, of the published size (give --weights for others)");
    try (GdssModel model =
        GdssModel.zinc250k(
            options.file("weights").orElse(Path.of("")),
            options.file("weights").isPresent()
                ? GdssNetwork.load(options.file("weights").get(), config)
                : GdssNetwork.untrained(config, 1))) {
      GdssNetwork network = model.network();
      Bed bed = new Bed(model, steps, options.number("reference", 1) != 0, out);
      int batch = options.number("batch", UNGUIDED_BATCH);
      out.printf(Locale.ROOT, "%d designs unguided, %d steps%n", batch, steps);
      bed.compare(
          repeats,
          seed -> bed.decode(new Pretrained(), batch, seed, network),
          seed -> bed.decode(new Pretrained(), batch, seed, network.plain()),
          batch == UNGUIDED_BATCH ? PUBLISHED_UNGUIDED : Double.NaN);
      int guided = options.number("guided-batch", GUIDED_BATCH);
      int width = options.number("width", GUIDED_WIDTH);
      out.printf(
          Locale.ROOT, "SVDD-PM on QED: %d designs, %d children, %d steps%n", guided, width, steps);
      boolean asPublished = guided == GUIDED_BATCH && width == GUIDED_WIDTH;
      bed.compare(
          repeats,
          seed -> bed.decode(new Svdd(width, 0), guided, seed, network),
          seed -> bed.reference(width, guided, seed),
          asPublished ? PUBLISHED_GUIDED : Double.NaN);
      int samples = options.number("samples", 0);
      if (samples > 0) {
        int sampled = options.number("sample-steps", PUBLISHED_STEPS);
        validity("predictor-corrector", sampled, model, samples, out);
        validity("joint-corrector", sampled, model, samples, out);
      }
    }
    out.flush();
  }

  private interface Run {
    Result of(int seed);
  }

  /** What all runs share. */
  private record Bed(GdssModel model, int steps, boolean withReference, PrintWriter out) {

    Result decode(Method method, int designs, int seed, GraphScore score) {
      Stopwatch scoring = new Stopwatch();
      Steering<GraphParticles> steering =
          new Steering<>(
              process(model, score, steps),
              new PosteriorMean<>(qed(scoring, new ConcurrentHashMap<>())));
      return timed(
          scoring,
          () -> Decoding.run(method, steering, Streams.of(seed), 0, designs, p -> {}).designs());
    }

    Result reference(int width, int designs, int seed) {
      Stopwatch scoring = new Stopwatch();
      GdssProcess process = process(model, model.network().plain(), steps);
      return timed(
          scoring,
          () ->
              new GraphReferenceManner(process, qedOneByOne(scoring), width)
                  .decode(Streams.of(seed), designs));
    }

    private Result timed(Stopwatch scoring, Supplier<GraphParticles> work) {
      long start = System.nanoTime();
      double before = processorSeconds();
      GraphParticles designs = work.get();
      return new Result(
          (System.nanoTime() - start) * 1e-9 / steps,
          (processorSeconds() - before) / steps,
          scoring.seconds() / steps,
          designs);
    }

    /** Of this process; NaN where the platform does not tell. */
    private static double processorSeconds() {
      return ManagementFactory.getOperatingSystemMXBean()
              instanceof com.sun.management.OperatingSystemMXBean system
          ? system.getProcessCpuTime() * 1e-9
          : Double.NaN;
    }

    /** Every molecule scored once, on all cores. */
    private Objective<GraphParticles> qed(Stopwatch scoring, Map<String, Score> known) {
      Reward<String> raw = new QedScorer().create(Map.of());
      Reward<String> once =
          designs ->
              designs.parallelStream()
                  .map(d -> known.computeIfAbsent(d, x -> raw.score(List.of(x)).get(0)))
                  .toList();
      return objective(scoring, once);
    }

    private Objective<GraphParticles> qedOneByOne(Stopwatch scoring) {
      return objective(scoring, new QedScorer().create(Map.of()));
    }

    private Objective<GraphParticles> objective(Stopwatch scoring, Reward<String> reward) {
      Codec<GraphParticles, String> codec = model.codec();
      Objective<GraphParticles> plain =
          new RewardObjective<>(codec, reward, new FailurePolicy.Drop(0));
      return x -> scoring.time(() -> plain.of(x));
    }

    void compare(int repeats, Run own, Run reference, double published) {
      own.of(repeats); // until the JVM has compiled what matters
      own.of(repeats);
      double[] ours = new double[repeats];
      List<Double> ratios = new ArrayList<>();
      double[] less = new double[repeats];
      for (int r = 0; r < repeats; r++) {
        Result a = own.of(r);
        ours[r] = a.secondsAStep;
        print("lodestar", a);
        if (withReference) {
          Result b = reference.of(r);
          print("reference's manner", b);
          ratios.add(b.secondsAStep / a.secondsAStep);
          less[r] = b.processor / a.processor;
        }
        out.flush();
      }
      double median = median(ours);
      out.printf(Locale.ROOT, "median %.4f s a step", median);
      if (!Double.isNaN(published)) {
        out.printf(
            Locale.ROOT,
            ", %.1f times faster than the published scripts' %.2f s",
            published / median,
            published);
      }
      if (!ratios.isEmpty()) {
        double[] sorted = ratios.stream().mapToDouble(x -> x).sorted().toArray();
        out.printf(
            Locale.ROOT,
            "; %.1f times faster than their manner in this run (%.1f to %.1f), %.1f times by"
                + " processor time",
            median(sorted),
            sorted[0],
            sorted[sorted.length - 1],
            median(less));
      }
      out.println();
    }

    private void print(String what, Result r) {
      int designs = r.designs.size();
      out.printf(
          Locale.ROOT,
          "%-20s %.4f s a step (processor %.4f, scoring %.4f), %.0f molecule steps a second%n",
          what,
          r.secondsAStep,
          r.processor,
          r.scoring,
          designs / r.secondsAStep);
    }
  }

  /** Validity without correction of unguided samples. */
  private static void validity(
      String sampler, int steps, GdssModel model, int samples, PrintWriter out) {
    GraphParticles clean =
        Decoding.run(
                new Pretrained(),
                new Steering<>(
                    model.process(
                        Sampling.of(sampler, steps),
                        Constraints.none(),
                        new Meter(Budget.unlimited())),
                    (o, d) -> new double[o.size()]),
                Streams.of(1),
                0,
                samples,
                p -> {})
            .designs();
    int valid = 0;
    int published = 0;
    int connected = 0;
    for (int i = 0; i < samples; i++) {
      BondGraph drawn = model.palette().graph(clean, i);
      valid += drawn.size() > 0 && ValenceCorrection.of(drawn).untouched() ? 1 : 0;
      published += drawn.size() > 0 && ValenceCorrection.holdsAsPublished(drawn) ? 1 : 0;
      connected += drawn.size() > 0 && drawn.largestFragment().size() == drawn.size() ? 1 : 0;
    }
    List<String> smiles = model.codec().decode(clean);
    out.printf(
        Locale.ROOT,
        "%d samples of %d steps, %s: valid without correction %.3f (%.3f where P may have only 3 bonds"
            + " and S 2), one fragment %.3f, unique %.3f%n",
        samples,
        steps,
        sampler,
        (double) valid / samples,
        (double) published / samples,
        (double) connected / samples,
        (double) new HashSet<>(smiles).size() / samples);
    smiles.stream().limit(5).forEach(s -> out.println("  " + s));
    out.flush();
  }

  /** The model's process over other networks of the same weights. */
  private static GdssProcess process(GdssModel model, GraphScore score, int steps) {
    return new GdssProcess(
        score,
        model.network().config().schedule(steps),
        Optional.of(Langevin.PUBLISHED),
        model.counts(),
        new Meter(Budget.unlimited()));
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
