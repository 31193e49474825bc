package dev.lodestar.bench;

import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Benchmark;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ConvGruRegressor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SVDD with the posterior mean: this project's decoder beside the same decoder in the manner of the
 * published scripts, on the published network sizes, in one run, alternating.
 *
 * <p>Both sides make a few untimed steps first. Designs that differ are looked into, see {@link
 * Parting}.
 */
public final class SvddBenchmark implements Benchmark {
  private static final Set<String> OPTIONS =
      Set.of("length", "batch", "width", "steps", "repeats", "denoiser", "scorer", "reference");

  /** Steps of both sides before the clock starts. */
  private static final int WARM_UP = 8;

  @Override
  public String name() {
    return "svdd";
  }

  @Override
  public String summary() {
    return "SVDD-PM beside the same decoder in the reference's manner: how many times faster, warmed up";
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
      SvddSides sides = new SvddSides(denoiser, scorer, length, batch, width, steps);
      sides.warmUp(Streams.of(repeats), WARM_UP, withReference);
      List<Double> ratios = new ArrayList<>();
      List<Parting.Finding> partings = new ArrayList<>();
      for (int r = 0; r < repeats; r++) {
        Streams streams = Streams.of(r);
        SvddSides.Decoded ours = sides.own(streams);
        ours.took().print(out, "lodestar");
        if (withReference) {
          SvddSides.Decoded theirs = sides.reference(streams);
          theirs.took().print(out, "reference's manner");
          ratios.add(theirs.took().seconds() / ours.took().seconds());
          List<Parting.Finding> found = sides.partings(ours, theirs, streams);
          found.forEach(p -> out.println(p.sentence()));
          partings.addAll(found);
        }
      }
      if (!ratios.isEmpty()) {
        double[] sorted = ratios.stream().mapToDouble(x -> x).sorted().toArray();
        out.printf(
            Locale.ROOT,
            "times faster: median %.2f, from %.2f to %.2f; designs that differ: %d of %d%s%n",
            (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2,
            sorted[0],
            sorted[sorted.length - 1],
            partings.size(),
            batch * repeats,
            byRounding(partings));
      }
      out.flush();
    }
  }

  private static String byRounding(List<Parting.Finding> partings) {
    long n = partings.stream().filter(Parting.Finding::rounding).count();
    return partings.isEmpty() ? "" : ", " + n + " of these by no more than rounding";
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
}
