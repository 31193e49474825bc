package dev.lodestar.bench.tree;

import dev.lodestar.bench.Options;
import dev.lodestar.core.task.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One tree on one thread and on two, alternating: how many times faster, and whether the results
 * are the same.
 */
public final class TreeBenchmark implements Benchmark {
  private static final String REPEATS = "repeats";
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public String summary() {
    return "tree search on one thread and on two: how many times faster, and with what difference";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Set<String> known = new HashSet<>(TreeWorker.OPTIONS);
    known.add(REPEATS);
    Options options = Options.parse(arguments, known);
    int repeats = Math.max(1, options.number(REPEATS, 5));
    List<String> forWorkers = new ArrayList<>();
    Path models = Path.of(System.getProperty("lodestar.home", "")).resolve("models");
    forWorkers.addAll(List.of("--models", options.text("models", models.toString())));
    options
        .given()
        .forEach(
            (name, value) -> {
              if (!name.equals(REPEATS) && !name.equals("models")) {
                forWorkers.addAll(List.of("--" + name, value));
              }
            });
    try (TreeWorker one = new TreeWorker(1, forWorkers);
        TreeWorker two = new TreeWorker(2, forWorkers)) {
      // compiled, and the networks' batch shapes chosen, before anything is timed
      for (int w = 0; w < WARM_UP; w++) {
        one.grow(w);
        two.grow(w);
      }
      double[] ratios = new double[repeats];
      int different = 0;
      for (int r = 0; r < repeats; r++) {
        TreeTrial slow = one.grow(WARM_UP + r);
        TreeTrial fast = two.grow(WARM_UP + r);
        ratios[r] = slow.seconds() / fast.seconds();
        different += slow.designs() == fast.designs() ? 0 : 1;
        out.printf(
            Locale.ROOT,
            "1 thread %6.2f s, 2 threads %6.2f s: %.2f times; %d network evaluations, log Z %.4f%n",
            slow.seconds(),
            fast.seconds(),
            ratios[r],
            fast.network(),
            fast.logZ());
        out.flush();
      }
      Arrays.sort(ratios);
      out.printf(
          Locale.ROOT,
          "times faster on two threads: median %.2f, from %.2f to %.2f; trees that differ: %d of %d%n",
          (ratios[(repeats - 1) / 2] + ratios[repeats / 2]) / 2,
          ratios[0],
          ratios[repeats - 1],
          different,
          repeats);
      out.flush();
    }
  }
}
