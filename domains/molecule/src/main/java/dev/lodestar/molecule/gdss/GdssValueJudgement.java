package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.torch.GdssValueNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much of a roll-out's score a noisy state tells at one time, in shares of the score's
 * variance.
 *
 * @param time t of the states; 1 is pure noise
 * @param reachable what the best function of the state explains, Var E[y|x_t] / Var y: the
 *     correlation of the scores of independent roll-outs from the same states
 * @param guess squared correlation of the score with that of the clean guess
 * @param value R² of the learned value
 */
record GdssValueJudgement(double time, double reachable, double guess, double value) {
  static final double[] TIMES = {0.05, 0.125, 0.25, 0.375, 0.5, 0.75};
  private static final int FIRST_SEED = 101;

  /**
   * Judges on trajectories of {@code process} numbered from 0, from each of which two more set out
   * at each time.
   */
  static List<GdssValueJudgement> of(
      GdssModel model,
      GdssValueNet net,
      ReverseProcess<GraphParticles> process,
      Reward<String> scorer,
      int trajectories) {
    Draws start = Draws.of(Streams.of(FIRST_SEED), 0, trajectories, process.steps());
    GraphParticles x = process.prior(start);
    List<GdssValueJudgement> out = new ArrayList<>();
    for (int level = process.steps(), k = TIMES.length - 1; k >= 0; k--) {
      int to = Math.max(1, (int) Math.round(TIMES[k] * process.steps()));
      x = on(process, x, level, to, FIRST_SEED);
      level = to;
      Outlook<GraphParticles> outlook = process.look(x, level);
      double[] guess = scores(model, scorer, outlook.cleanGuess());
      double[] value = net.values(x, process.time(level));
      double[][] ends = new double[2][];
      for (int r = 0; r < ends.length; r++) {
        GraphParticles end = on(process, x, level, 0, FIRST_SEED + 1 + r);
        ends[r] = scores(model, scorer, process.look(end, 0).cleanGuess());
      }
      double again = (correlation(guess, ends[0]) + correlation(guess, ends[1])) / 2;
      out.add(
          0,
          new GdssValueJudgement(
              process.time(level),
              correlation(ends[0], ends[1]),
              again * again,
              (explained(value, ends[0]) + explained(value, ends[1])) / 2));
    }
    return out;
  }

  /** The states at a lower level. */
  private static GraphParticles on(
      ReverseProcess<GraphParticles> process, GraphParticles x, int from, int to, long seed) {
    GraphParticles out = x;
    for (int level = from; level > to; level--) {
      out = process.look(out, level).propose(Draws.of(Streams.of(seed), 0, out.size(), level), 1);
    }
    return out;
  }

  private static double[] scores(GdssModel model, Reward<String> scorer, GraphParticles clean) {
    return scorer.score(model.codec().decode(clean)).stream()
        .mapToDouble(s -> s instanceof Score.Value v ? v.value() : Double.NaN)
        .toArray();
  }

  /** Over the rows where both are known. */
  static double correlation(double[] x, double[] y) {
    int[] rows = known(x, y);
    double mx = IntStream.of(rows).mapToDouble(i -> x[i]).average().orElse(0);
    double my = IntStream.of(rows).mapToDouble(i -> y[i]).average().orElse(0);
    double xx = IntStream.of(rows).mapToDouble(i -> (x[i] - mx) * (x[i] - mx)).sum();
    double yy = IntStream.of(rows).mapToDouble(i -> (y[i] - my) * (y[i] - my)).sum();
    double xy = IntStream.of(rows).mapToDouble(i -> (x[i] - mx) * (y[i] - my)).sum();
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  }

  /** 1 − Σ(y − x)²/Σ(y − mean)². */
  static double explained(double[] x, double[] y) {
    int[] rows = known(x, y);
    double my = IntStream.of(rows).mapToDouble(i -> y[i]).average().orElse(0);
    double yy = IntStream.of(rows).mapToDouble(i -> (y[i] - my) * (y[i] - my)).sum();
    double off = IntStream.of(rows).mapToDouble(i -> (y[i] - x[i]) * (y[i] - x[i])).sum();
    return yy > 0 ? 1 - off / yy : 0;
  }

  private static int[] known(double[] x, double[] y) {
    return IntStream.range(0, x.length)
        .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
        .toArray();
  }

  /** A row of the card's table. */
  String line() {
    return String.format(
        Locale.ROOT, "| %.3f | %.2f | %.2f | %.2f |", time, reachable, guess, value);
  }
}
