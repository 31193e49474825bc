package dev.lodestar.bench.mixture;

import dev.lodestar.bench.Options;
import dev.lodestar.bench.exact.Entrant;
import dev.lodestar.bench.exact.Entrants;
import dev.lodestar.bench.exact.Worth;
import dev.lodestar.core.exact.Mixtures;
import dev.lodestar.core.task.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every method on Gaussian mixtures, where Gaussian diffusion, p*, Z and all values are known: how
 * far designs are from p*, whether claims hold, and the orders of the solvers.
 */
public final class MixtureBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of("quick", "methods", "worlds", "sizes", "repeats", "seed", "threads", "out");
  private static final List<Worth> WORTHS = List.of(Worth.EXACT, Worth.POSTERIOR_MEAN);

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public String summary() {
    return "every method on Gaussian mixtures beside the exact answer, and the solvers' orders";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS, Set.of("quick"));
    boolean quick = options.has("quick");
    List<MixtureWorld> worlds = Worlds.of(options.list("worlds", List.of()));
    List<Entrant> entrants = Entrants.of(options.list("methods", List.of()));
    int[] sizes = options.numbers("sizes", quick ? new int[] {4, 16} : new int[] {1, 4, 16, 64});
    if (Arrays.stream(sizes).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("Option '--sizes' takes sizes of at least 1.");
    }
    int repeats = Math.max(2, options.number("repeats", quick ? 200 : 500));
    int threads = options.number("threads", Runtime.getRuntime().availableProcessors());
    long seed = options.number("seed", 1);
    Path folder = options.file("out").orElse(Path.of("mixture-bench"));
    int[] steps = quick ? new int[] {8, 16, 32, 64} : new int[] {8, 16, 32, 64, 128};
    out.println("The solvers' orders");
    out.flush();
    SolverOrders orders = SolverOrders.measure(Mixtures.line(), steps);
    orders.cells().forEach(row -> out.println(String.join("  ", row)));
    out.flush();
    List<Trial> trials = new ArrayList<>();
    for (MixtureWorld world : worlds) {
      for (Entrant entrant : entrants) {
        add(trials, world, entrant, sizes, repeats, seed);
      }
    }
    List<Reached> reached = measure(trials, Math.max(1, threads), out);
    new MixtureReport(worlds, reached, orders).write(folder, out);
  }

  private static void add(
      List<Trial> trials,
      MixtureWorld world,
      Entrant entrant,
      int[] sizes,
      int repeats,
      long seed) {
    int largest = Arrays.stream(sizes).max().orElseThrow();
    Set<Integer> own = new TreeSet<>();
    if (entrant.scale().least() == 0) {
      own.add(1);
    } else {
      Arrays.stream(sizes).filter(n -> n >= entrant.scale().least()).forEach(own::add);
      // the error of SVDD is drawn against M
      for (int m = 1; entrant.name().equals("svdd") && m <= largest; m *= 2) {
        own.add(m);
      }
    }
    for (Worth worth : WORTHS) {
      for (int size : own) {
        if (entrant.scale().worths().contains(worth)) {
          int runs = (int) Math.round(repeats * Math.sqrt((double) largest / Math.max(1, size)));
          boolean drawn = entrant.name().equals("svdd");
          trials.add(new Trial(world, entrant, worth, size, drawn ? 8 * runs : runs, seed));
        }
      }
    }
  }

  private static List<Reached> measure(List<Trial> trials, int threads, PrintWriter out) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Reached>> futures = trials.stream().map(t -> pool.submit(t::measure)).toList();
      List<Reached> all = new ArrayList<>();
      for (Future<Reached> future : futures) {
        Reached r = get(future);
        all.add(r);
        out.println(line(r));
        out.flush();
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static String line(Reached r) {
    String z =
        r.z().known()
            ? String.format(Locale.ROOT, "  Ẑ/Z−1 %+.3f ± %.3f", r.z().mean(), r.z().error())
            : "";
    return String.format(
        Locale.ROOT,
        "%-6s %-22s %-15s %3d  network %8.1f  E[r]−E*[r] %+.4f ± %.4f  TV %.4f%s",
        r.world().name(),
        r.entrant().name(),
        r.worth().text(),
        r.size(),
        r.network(),
        r.reward().mean(),
        r.reward().error(),
        r.variation(),
        z);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
