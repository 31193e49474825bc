package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.Designs;
import dev.lodestar.run.report.ReportData.Fact;
import dev.lodestar.run.report.ReportData.Heading;
import dev.lodestar.run.report.ReportData.Origin;
import dev.lodestar.run.report.ReportData.SetMetricRow;
import dev.lodestar.run.report.ReportData.Spending;
import dev.lodestar.run.report.ReportData.StepPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Data like those of a real run, for the tests of the page. */
final class SampleRun {
  private SampleRun() {}

  /** A run of {@code n} 5'UTR designs over {@code steps} denoising steps. */
  static ReportData of(int n, int steps) {
    Random random = new Random(7);
    ScoreSet designs = set("designs", ScoreSet.Role.DESIGNS, n, 8.0, 0.33, 0.8, random);
    ScoreSet best = set("best-of-6", ScoreSet.Role.BEST_OF_N, n, 7.3, 0.4, 0.9, random);
    ScoreSet base = set("pretrained", ScoreSet.Role.PRETRAINED, 384, 5.7, 1.25, 0.95, random);
    List<DesignRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          new DesignRow(
              i,
              sequence(random),
              designs.guiding()[i],
              designs.heldOut()[i],
              List.of(designs.metric("naturalness")[i], designs.metric("upstream AUG")[i]),
              true,
              ""));
    }
    List<ScoreSet> sets = List.of(designs, best, base);
    return new ReportData(
        new Heading(
            "utr5-svdd-0007",
            "utr5-mrl: 5'UTRs of 50 bases with a high mean ribosome load",
            "svdd, posterior mean (mode), width 10, alpha 0, 128 steps, seed 7",
            "MRL"),
        sets,
        List.of(
            new SetMetricRow(
                "3-mer correlation",
                "Pearson correlation of 3-mer counts with those of real 5'UTRs of high load; up to"
                    + " 1, higher is closer.",
                List.of(0.871, 0.942, 0.968)),
            new SetMetricRow(
                "upstream AUG rate",
                "Share of designs with an AUG before the start codon; lower is better.",
                List.of(0.016, 0.141, 0.484)),
            new SetMetricRow(
                "diversity",
                "Mean pairwise Hamming distance over the length; higher is more diverse.",
                List.of(0.655, 0.711, 0.742))),
        steps(steps, random),
        List.of(
            new Spending("network evaluations", 14_210, 82_560, Double.POSITIVE_INFINITY),
            new Spending("scorer calls", 9_633, 81_920, 100_000),
            new Spending("seconds", 151.3, Double.NaN, 1800),
            new Spending(
                "held-out scorer calls (not charged)", 512, Double.NaN, Double.POSITIVE_INFINITY)),
        new Designs(List.of("naturalness", "upstream AUG"), rows, "ACGT", "designs.csv"),
        List.of(),
        new Origin(
            """
            [task]
            name  = "utr5-mrl"
            count = 64
            seed  = 7

            [decoder]
            method = "svdd"
            value  = "posterior-mean"
            width  = 10
            alpha  = 0.0

            [budget]
            reward-calls = 100000
            minutes      = 30
            """,
            List.of(
                new Fact("Lodestar", "0.1.0"),
                new Fact("Java", "17.0.12 on Linux amd64"),
                new Fact("seed", "7"),
                new Fact(
                    "denoiser",
                    "sha256 4d967a30a2b1c5a1f3f0c8f0e6c9a2b3d4e5f60718293a4b5c6d7e8f90a1b2c3")),
            List.of(
                "Li et al. 2024, Derivative-free guidance in continuous and discrete diffusion"
                    + " models with soft value-based decoding, arXiv 2408.08252.",
                "Sahoo et al. 2024, Simple and effective masked diffusion language models,"
                    + " NeurIPS.")));
  }

  private static ScoreSet set(
      String name,
      ScoreSet.Role role,
      int n,
      double mean,
      double spread,
      double truth,
      Random random) {
    double[] guiding = new double[n];
    double[] heldOut = new double[n];
    double[] naturalness = new double[n];
    double[] aug = new double[n];
    for (int i = 0; i < n; i++) {
      guiding[i] = Math.min(9.4, mean + spread * random.nextGaussian());
      heldOut[i] = 0.3 + truth * guiding[i] + 0.35 * random.nextGaussian();
      naturalness[i] = -66.5 + 2.2 * random.nextGaussian();
      aug[i] = random.nextDouble() < 0.1 ? 1 : 0;
    }
    Map<String, double[]> metrics = new LinkedHashMap<>();
    metrics.put("naturalness", naturalness);
    metrics.put("upstream AUG", aug);
    String note =
        switch (role) {
          case BEST_OF_N -> "the best of 6 samples each, 384 scorer calls and 14,210 evaluations";
          case PRETRAINED -> "samples of the pre-trained model, not steered";
          default -> "";
        };
    return new ScoreSet(name, role, note, guiding, heldOut, metrics);
  }

  private static String sequence(Random random) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      double a = 0.3 + 0.35 * Math.exp(-Math.pow((i - 44) / 4.0, 2));
      double t = 0.36 - 0.3 * Math.exp(-Math.pow((i - 44) / 5.0, 2));
      double u = random.nextDouble();
      letters.append(u < a ? 'A' : u < a + t ? 'T' : u < a + t + (1 - a - t) / 2 ? 'C' : 'G');
    }
    return letters.toString();
  }

  private static List<StepPoint> steps(int steps, Random random) {
    List<StepPoint> points = new ArrayList<>();
    for (int step = steps; step >= 0; step--) {
      double done = 1 - (double) step / Math.max(1, steps);
      double median = 6.0 + 2.05 * Math.pow(done, 0.7) + 0.02 * random.nextGaussian();
      double half = 0.75 - 0.3 * done;
      points.add(
          new StepPoint(
              step,
              median - 0.05,
              median + 2.1 * half,
              median - half,
              median,
              median + 0.9 * half,
              0.55 + 0.4 * done * done + 0.02 * random.nextGaussian(),
              1 - 0.5 * done,
              1 - 0.5 * done,
              Math.min(1, 0.02 + 1.4 * done),
              Double.NaN,
              Double.NaN,
              Math.round(14_210 * Math.pow(done, 0.9)),
              Math.round(9_633 * Math.pow(done, 1.1))));
    }
    return points;
  }
}
