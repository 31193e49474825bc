package dev.lodestar.bench;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
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
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.LedgeredReward;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The two sides of {@link SvddBenchmark}: the same decode by this project's decoder and in the
 * reference's manner, in which network and scorer run as plain programs do.
 *
 * @param batch designs
 * @param width M, children a step
 */
record SvddSides(
    CnnDenoiser denoiser, NeuralRegressor scorer, int length, int batch, int width, int steps) {

  /**
   * A decode.
   *
   * @param path the states from the prior to noise level 0
   */
  record Decoded(Tokens designs, List<Tokens> path, Took took) {}

  /** Decodes with this project's decoder. */
  Decoded own(Streams streams) throws IOException {
    return own(streams, Budget.unlimited());
  }

  /** Decodes in the reference's manner. */
  Decoded reference(Streams streams) {
    return reference(streams, Budget.unlimited());
  }

  /** The first steps of both, so that neither is timed while code and weights are made ready. */
  void warmUp(Streams streams, int steps, boolean withReference) throws IOException {
    Budget budget =
        new Budget((long) steps * batch * width, Long.MAX_VALUE, Double.POSITIVE_INFINITY);
    own(streams, budget);
    try {
      if (withReference) {
        reference(streams, budget);
      }
    } catch (BudgetExhausted e) {
      // as meant: warm
    }
  }

  /** Why designs of two decodes that drew from the same streams differ, one finding each. */
  List<Parting.Finding> partings(Decoded ours, Decoded theirs, Streams streams) {
    Parting parting =
        new Parting(
            denoiser,
            denoiser.plain(),
            x -> scorer.score(x.data(), x.size(), x.length()),
            width,
            streams,
            batch,
            steps);
    return IntStream.range(0, batch)
        .filter(i -> !Arrays.equals(ours.designs.row(i), theirs.designs.row(i)))
        .mapToObj(i -> parting.of(i, ours.path, theirs.path))
        .toList();
  }

  private Decoded own(Streams streams, Budget budget) throws IOException {
    Path folder = Files.createTempDirectory("lodestar-bench");
    Stopwatch network = new Stopwatch();
    Stopwatch scoring = new Stopwatch();
    Meter meter = new Meter(budget);
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
      List<Tokens> path = new ArrayList<>();
      long cpu = processorTime();
      long start = System.nanoTime();
      Tokens designs =
          Decoding.run(
                  new Svdd(width, 0),
                  steering,
                  streams,
                  0,
                  batch,
                  p -> path.add(p.outlook().states()))
              .designs();
      return new Decoded(designs, path, took(start, cpu, network, scoring, meter));
    } finally {
      delete(folder);
    }
  }

  private Decoded reference(Streams streams, Budget budget) {
    Stopwatch network = new Stopwatch();
    Stopwatch scoring = new Stopwatch();
    Meter meter = new Meter(budget);
    MaskedProcess process =
        MaskedProcess.withoutMemory(timed(denoiser.plain(), network), steps, length, meter);
    TokenRegressor plain = scorer.plain();
    List<Tokens> path = new ArrayList<>();
    long cpu = processorTime();
    long start = System.nanoTime();
    Tokens designs =
        new ReferenceManner(
                process,
                x -> {
                  meter.reward(x.size(), x.size());
                  return scoring.time(() -> plain.score(x.data(), x.size(), x.length()));
                },
                width)
            .decode(streams, batch, path::add);
    return new Decoded(designs, path, took(start, cpu, network, scoring, meter));
  }

  private static Took took(
      long start, long cpu, Stopwatch network, Stopwatch scoring, Meter meter) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new Took(
        seconds,
        network.seconds(),
        scoring.seconds(),
        (processorTime() - cpu) * 1e-9 / seconds,
        meter.spent().networkCalls(),
        meter.spent().rewardCalls());
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
