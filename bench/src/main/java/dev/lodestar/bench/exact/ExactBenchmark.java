package dev.lodestar.bench.exact;

import dev.lodestar.bench.Options;
import dev.lodestar.core.task.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every method beside the exact answer on landscapes small enough to enumerate: how far its designs
 * are from p*, how far its log Z from log Z, and whether what it claims of itself holds, as a
 * function of its size and of what it spends.
 */
public final class ExactBenchmark implements Benchmark {
  private static final Set<String> FLAGS = Set.of("quick");
  private static final Set<String> OPTIONS =
      Set.of(
          "quick",
          "methods",
          "landscapes",
          "tfbind8",
          "gb1",
          "start",
          "heat",
          "sizes",
          "repeats",
          "seed",
          "threads",
          "out");

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public String summary() {
    return "every method beside enumeration on four landscapes: error of designs and log Z";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options = Options.parse(arguments, OPTIONS, FLAGS);
    boolean quick = options.has("quick");
    List<String> names = options.list("landscapes", Landscapes.NAMES);
    Landscapes.check(names);
    int[] sizes = options.numbers("sizes", quick ? new int[] {4, 16} : new int[] {1, 4, 16, 64});
    if (Arrays.stream(sizes).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("Option '--sizes' takes sizes of at least 1.");
    }
    int repeats = Math.max(2, options.number("repeats", quick ? 200 : 500));
    int heat = Math.max(1, options.number("heat", 1));
    int threads = options.number("threads", Runtime.getRuntime().availableProcessors());
    long seed = options.number("seed", 1);
    Path folder = options.file("out").orElse(Path.of("exact-bench"));
    List<Comparison> all = new ArrayList<>();
    List<Entrant> entrants = Entrants.of(options.list("methods", List.of()));
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      for (String name : names) {
        Optional<Landscape> landscape = landscape(name, options, seed, out);
        if (landscape.isPresent()) {
          Plan plan = new Plan(entrants, sizes, repeats, quick ? 3 : 20, seed);
          all.add(compare(new World(landscape.get().heated(heat)), plan, pool, out));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    Outputs.of(all).write(folder, out);
  }

  /**
   * How much is done.
   *
   * @param entrants the methods
   * @param sizes M, N, rounds or roll-outs
   * @param repeats runs at the largest size; smaller sizes have more
   * @param hunts hunts for the best design of a large space
   */
  record Plan(List<Entrant> entrants, int[] sizes, int repeats, int hunts, long seed) {
    /** Smaller spaces are found through by chance. */
    private static final int LARGE = 100_000;

    /** States put to the network after which a hunt is given up. */
    private static final long LIMIT = 40_000;

    /** The size of the hunters, unless their least is larger. */
    private static final int HUNTER = 16;

    /** Small sizes are cheap, and their estimates scatter most. */
    int runs(int size) {
      int largest = Arrays.stream(sizes).max().orElseThrow();
      return (int) Math.round(repeats * Math.sqrt((double) largest / Math.max(1, size)));
    }
  }

  private static Optional<Landscape> landscape(
      String name, Options options, long seed, PrintWriter out) throws IOException {
    if (name.equals(Landscapes.CHAIN)) {
      return Optional.of(Landscapes.chain(seed));
    }
    Optional<Path> file = options.file(name);
    if (file.isPresent()) {
      return Optional.of(
          switch (name) {
            case Landscapes.GB1 -> Landscapes.gb1(file.get());
            case Landscapes.START -> Landscapes.start(file.get());
            default -> Landscapes.tfbind8(file.get());
          });
    }
    String sentence = "the landscape '%s' needs its table: --%s FILE.".formatted(name, name);
    if (options.has("landscapes")) {
      throw new IllegalArgumentException("T" + sentence.substring(1));
    }
    out.println("SKIPPED: " + sentence);
    out.flush();
    return Optional.empty();
  }

  private static Comparison compare(World world, Plan plan, ExecutorService pool, PrintWriter out) {
    Landscape landscape = world.landscape();
    out.printf(
        Locale.ROOT,
        "%n%s: %s; %s%n%,d designs, %d steps, α = %s, log Z = %.4f, KL(p* ‖ p_pre) = %.3f nats,"
            + " mean reward %.3f → %.3f, best %s %.3f%n",
        landscape.name(),
        landscape.title(),
        landscape.modelled(),
        landscape.rewards().length,
        landscape.steps(),
        landscape.alpha(),
        world.logZ(),
        world.divergence(),
        world.mean(world.pretrained()),
        world.mean(world.law()),
        landscape.text(landscape.best()),
        landscape.rewards()[landscape.best()]);
    Map<Cell, Future<Measured>> cells = new LinkedHashMap<>();
    for (Entrant entrant : plan.entrants()) {
      boolean sized = entrant.scale().least() > 0;
      for (Worth worth : entrant.scale().worths()) {
        for (int size : sized ? plan.sizes() : new int[] {1}) {
          if (size >= entrant.scale().least()) {
            int runs = plan.runs(size);
            Cell cell = new Cell(world, entrant, worth, size, runs, plan.seed());
            cells.put(cell, pool.submit(cell::measure));
          }
        }
      }
    }
    List<Future<Hunt.Spent>> hunts = new ArrayList<>();
    if (landscape.rewards().length >= Plan.LARGE) {
      for (Entrant entrant : plan.entrants()) {
        int size = entrant.scale().least() > 0 ? Plan.HUNTER : 1;
        hunts.add(
            pool.submit(
                new Hunt(world, entrant, size, Plan.LIMIT, plan.hunts(), plan.seed())::run));
      }
    }
    List<Measured> measured = new ArrayList<>();
    for (Future<Measured> future : cells.values()) {
      Measured m = get(future);
      measured.add(m);
      out.println(Outputs.line(m));
      out.flush();
    }
    List<Hunt.Spent> spent = hunts.stream().map(ExactBenchmark::get).toList();
    return new Comparison(world, measured, spent);
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

  /** A landscape, what the methods reached on it, and what its best design costs, if large. */
  record Comparison(World world, List<Measured> measured, List<Hunt.Spent> hunts) {}
}
