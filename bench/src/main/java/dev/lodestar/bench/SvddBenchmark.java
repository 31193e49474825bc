package dev.lodestar.bench;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.LedgeredReward;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ConvGruRegressor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SVDD with the posterior mean: this project's decoder beside the same decoder in the manner of the
 * published scripts, on the published network sizes, in one run, alternating.
 */
public final class SvddBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of("length", "batch", "width", "steps", "repeats", "denoiser", "scorer", "reference");

  /** What one decode took. Seconds of wall time; cores is processor time over wall time. */
  private record Took(
      double seconds, double network, double scorer, double cores, long evaluated, long scored) {}

  @Override
  public String name() {
    return "svdd";
  }

  @Override
  public String summary() {
    return "SVDD-PM beside the same decoder in the reference's manner: how many times faster";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS);
    int length = options.number("length", 50);
    int batch = options.number("batch", 64);
    int width = options.number("width", 10);
    int steps = options.number("steps", 128);
    int repeats = options.number("repeats", 3);
    boolean withReference = options.number("reference", 1) != 0;
    out.printf(
        Locale.ROOT,
        "%d designs of %d positions, %d steps, %d children a step, %d repeats%n",
        batch,
        length,
        steps,
        width,
        repeats);
    out.println(
        options.file("denoiser").isPresent()
            ? "weights: as given"
            : "weights: untrained, of the published size (give --denoiser and --scorer for others)");
    try (CnnDenoiser denoiser = denoiser(options);
        ConvGruRegressor scorer = scorer(options)) {
      List<Took> reference = new ArrayList<>();
      List<Took> own = new ArrayList<>();
      int different = 0;
      for (int r = 0; r < repeats; r++) {
        Streams streams = Streams.of(r);
        Tokens ours = own(denoiser, scorer, length, batch, width, steps, streams, own);
        print(out, "lodestar", own.get(r));
        if (withReference) {
          Tokens theirs =
              reference(denoiser, scorer, length, batch, width, steps, streams, reference);
          print(out, "reference's manner", reference.get(r));
          different += differing(ours, theirs);
        }
      }
      if (withReference) {
        double[] ratios = new double[repeats];
        Arrays.setAll(ratios, r -> reference.get(r).seconds / own.get(r).seconds);
        out.printf(
            Locale.ROOT,
            "times faster: median %.2f, from %.2f to %.2f; designs that differ: %d of %d%n",
            median(ratios),
            Arrays.stream(ratios).min().orElseThrow(),
            Arrays.stream(ratios).max().orElseThrow(),
            different,
            batch * repeats);
      }
      out.flush();
    }
  }

  private static Tokens own(
      CnnDenoiser denoiser,
      TokenRegressor scorer,
      int length,
      int batch,
      int width,
      int steps,
      Streams streams,
      List<Took> log)
      throws IOException {
    Path folder = Files.createTempDirectory("lodestar-bench");
    Stopwatch network = new Stopwatch();
    Stopwatch scoring = new Stopwatch();
    Meter meter = new Meter(Budget.unlimited());
    TokenCodec codec = new TokenCodec(Alphabet.DNA, length);
    Reward<String> raw =
        designs ->
            scoring.time(
                () ->
                    Arrays.stream(
                            scorer.score(
                                codec.encode(designs).data(), designs.size(), codec.length()))
                        .mapToObj(Score::of)
                        .toList());
    try (Ledger ledger = Ledger.open(folder.resolve("ledger"), Ledger.ALL_PAID, false)) {
      Reward<String> reward = new LedgeredReward<>(raw, d -> d, ledger, meter);
      Steering<Tokens> steering =
          new Steering<>(
              new MaskedProcess(timed(denoiser, network), steps, length, meter),
              new PosteriorMean<>(new RewardObjective<>(codec, reward, new FailurePolicy.Drop(0))));
      long cpu = processorTime();
      long start = System.nanoTime();
      Tokens designs =
          Decoding.run(new Svdd(width, 0), steering, streams, 0, batch, p -> {}).designs();
      double seconds = (System.nanoTime() - start) * 1e-9;
      log.add(
          new Took(
              seconds,
              network.seconds(),
              scoring.seconds(),
              (processorTime() - cpu) * 1e-9 / seconds,
              meter.spent().networkCalls(),
              meter.spent().rewardCalls()));
      return designs;
    } finally {
      delete(folder);
    }
  }

  private static Tokens reference(
      CnnDenoiser denoiser,
      TokenRegressor scorer,
      int length,
      int batch,
      int width,
      int steps,
      Streams streams,
      List<Took> log) {
    Stopwatch network = new Stopwatch();
    Stopwatch scoring = new Stopwatch();
    Meter meter = new Meter(Budget.unlimited());
    MaskedProcess process =
        MaskedProcess.withoutMemory(timed(denoiser.plain(), network), steps, length, meter);
    long cpu = processorTime();
    long start = System.nanoTime();
    Tokens designs =
        new ReferenceManner(
                process,
                x -> {
                  meter.reward(x.size(), x.size());
                  return scoring.time(() -> scorer.score(x.data(), x.size(), x.length()));
                },
                width)
            .decode(streams, batch);
    double seconds = (System.nanoTime() - start) * 1e-9;
    log.add(
        new Took(
            seconds,
            network.seconds(),
            scoring.seconds(),
            (processorTime() - cpu) * 1e-9 / seconds,
            meter.spent().networkCalls(),
            meter.spent().rewardCalls()));
    return designs;
  }

  private static TokenDenoiser timed(TokenDenoiser network, Stopwatch watch) {
    return new TokenDenoiser() {
      @Override
      public int vocabulary() {
        return network.vocabulary();
      }

      @Override
      public boolean timeIndependent() {
        return network.timeIndependent();
      }

      @Override
      public float[] logits(int[] tokens, int rows, int length, double noise) {
        return watch.time(() -> network.logits(tokens, rows, length, noise));
      }
    };
  }

  private static CnnDenoiser denoiser(Options options) throws IOException {
    CnnDenoiser.Config config = CnnDenoiser.Config.published();
    return options.file("denoiser").isPresent()
        ? CnnDenoiser.load(options.file("denoiser").get(), config)
        : CnnDenoiser.untrained(config, 1);
  }

  private static ConvGruRegressor scorer(Options options) throws IOException {
    ConvGruRegressor.Config config = ConvGruRegressor.Config.published();
    return options.file("scorer").isPresent()
        ? ConvGruRegressor.load(options.file("scorer").get(), config)
        : ConvGruRegressor.untrained(config, 1);
  }

  private static void print(PrintWriter out, String what, Took t) {
    out.printf(
        Locale.ROOT,
        "%-20s %8.2f s  network %6.2f s (%d states)  scorer %5.2f s (%d designs)  rest %4.1f %%"
            + "  cores busy %.2f%n",
        what,
        t.seconds,
        t.network,
        t.evaluated,
        t.scorer,
        t.scored,
        100 * (t.seconds - t.network - t.scorer) / t.seconds,
        t.cores);
    out.flush();
  }

  private static int differing(Tokens a, Tokens b) {
    int n = 0;
    for (int i = 0; i < a.size(); i++) {
      n += Arrays.equals(a.row(i), b.row(i)) ? 0 : 1;
    }
    return n;
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static long processorTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
