package dev.lodestar.bench.engines;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.export.Exporter;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.TransformerDenoiser;
import dev.lodestar.torch.UNet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Measures in a process of its own, as engines size their threads when they start. */
final class EnginesWorker {
  private static final int NUCLEOTIDES = 50;

  private final Path models;
  private final int threads;
  private final double seconds;
  private final List<Integer> batches;
  private final PrintStream out;

  private EnginesWorker(String[] args, PrintStream out) {
    this.models = Path.of(args[0]);
    this.threads = Integer.parseInt(args[1]);
    this.seconds = Double.parseDouble(args[2]);
    this.batches = Arrays.stream(args[3].split(",")).map(Integer::valueOf).toList();
    this.out = out;
  }

  /** Arguments: folder of the models, threads, seconds a measurement, batch sizes. */
  public static void main(String[] args) throws IOException {
    System.setProperty("lodestar.threads", args[1]);
    Path folder = Files.createTempDirectory("lodestar-engines");
    try {
      new EnginesWorker(args, System.out).measure(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private void measure(Path folder) throws IOException {
    for (String name : List.of("mnist-unet", "cifar-unet")) {
      diffusion(name, folder);
    }
    Path cnn = weights("utr5-denoiser");
    Path asOnnx = Exporter.export(cnn, NUCLEOTIDES, folder.resolve("cnn"));
    try (CnnDenoiser torch = CnnDenoiser.load(cnn);
        OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(asOnnx, Limits.OWN, threads)) {
      denoisers("utr5-denoiser, states that have nothing in common", torch, onnx, this::masked);
      denoisers("utr5-denoiser, children of one state", torch, onnx, this::children);
    }
    Path words = weights("zinc-selfies");
    Path wordsAsOnnx = Exporter.export(words, 0, folder.resolve("words"));
    try (TransformerDenoiser torch = TransformerDenoiser.load(words);
        OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(wordsAsOnnx, Limits.OWN, threads)) {
      int length = torch.config().length();
      denoisers(
          "zinc-selfies, half of every word masked",
          torch,
          onnx,
          (rows, round) -> words(rows, round, length, torch.vocabulary()));
    }
    for (String name : List.of("utr5-oracle", "utr5-heldout")) {
      Path scorer = weights(name);
      Path scorerAsOnnx = Exporter.export(scorer, 0, folder.resolve(name));
      try (NeuralRegressor torch = NeuralRegressor.load(scorer);
          OnnxTokenScorer onnx = OnnxTokenScorer.open(scorerAsOnnx, Limits.OWN, threads)) {
        report(
            name,
            rows -> x -> torch.score(x, rows, NUCLEOTIDES),
            rows -> x -> onnx.score(x, rows, NUCLEOTIDES),
            this::clean);
      }
    }
  }

  /** The U-Nets as the tasks run them, in bfloat16 in libtorch, and in single precision in both. */
  private void diffusion(String name, Path folder) throws IOException {
    Path manifest = Exporter.export(weights(name), 0, folder.resolve(name));
    try (UNet torch = UNet.load(weights(name));
        OnnxGaussianDenoiser onnx = OnnxGaussianDenoiser.open(manifest, Limits.OWN, threads)) {
      NoiseLevel level = onnx.schedule().at(500);
      for (UNet asked : List.of(torch.halved(), torch)) {
        report(
            name + (asked == torch ? "" : ", libtorch in bfloat16"),
            rows -> x -> asked.predict(x, level),
            rows -> x -> onnx.predict(x, level),
            (rows, round) -> noisy(rows, round, torch.shape()));
      }
    }
  }

  private static Latents noisy(int rows, int round, Shape shape) {
    Philox rng = new Philox(5, round, 0, 0, 0);
    float[] out = new float[rows * shape.numbers()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) rng.nextGaussian();
    }
    return Latents.of(out, shape);
  }

  private interface States<Q> {
    Q of(int rows, int round);
  }

  private Path weights(String name) {
    return ModelFolder.of(models, name).weights();
  }

  private void denoisers(
      String what, TokenDenoiser torch, TokenDenoiser onnx, States<int[]> states) {
    report(
        what,
        rows -> x -> torch.logits(x, rows, x.length / rows, 0),
        rows -> x -> onnx.logits(x, rows, x.length / rows, 0),
        states);
  }

  private <Q> void report(
      String what,
      IntFunction<Consumer<Q>> torch,
      IntFunction<Consumer<Q>> onnx,
      States<Q> states) {
    for (int rows : batches) {
      Duel<Q> duel =
          new Duel<>(torch.apply(rows), onnx.apply(rows), round -> states.of(rows, round));
      Duel.Took took = duel.fight(seconds);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %d |%n",
          what,
          threads,
          rows,
          1e3 * took.first(),
          1e3 * took.second(),
          took.ratio(),
          took.workRatio(),
          took.rounds());
      out.flush();
    }
  }

  /** Rows masked at any share, no two alike. */
  private int[] masked(int rows, int round) {
    Philox rng = new Philox(1, round, 0, 0, 0);
    int[] out = new int[rows * NUCLEOTIDES];
    for (int i = 0; i < out.length; i++) {
      double share = (i / NUCLEOTIDES + 0.5) / rows;
      out[i] = rng.nextDouble() < share ? 4 : rng.nextInt(4);
    }
    return out;
  }

  /** One half-masked state, and in every row one letter of it revealed: a step of SVDD. */
  private int[] children(int rows, int round) {
    Philox rng = new Philox(2, round, 0, 0, 0);
    int[] parent = new int[NUCLEOTIDES];
    for (int i = 0; i < NUCLEOTIDES; i++) {
      parent[i] = i % 2 == 0 ? 4 : rng.nextInt(4);
    }
    int[] out = new int[rows * NUCLEOTIDES];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(parent, 0, out, r * NUCLEOTIDES, NUCLEOTIDES);
      out[r * NUCLEOTIDES + 2 * rng.nextInt(NUCLEOTIDES / 2)] = rng.nextInt(4);
    }
    return out;
  }

  private int[] clean(int rows, int round) {
    Philox rng = new Philox(3, round, 0, 0, 0);
    int[] out = new int[rows * NUCLEOTIDES];
    Arrays.setAll(out, i -> rng.nextInt(4));
    return out;
  }

  /** Words of 40 to 100 % of the length, then ends. */
  private static int[] words(int rows, int round, int length, int vocabulary) {
    Philox rng = new Philox(4, round, 0, 0, 0);
    int[] out = new int[rows * length];
    for (int r = 0; r < rows; r++) {
      int visible = (int) (length * (0.4 + 0.6 * rng.nextDouble()));
      for (int i = 0; i < visible; i++) {
        out[r * length + i] = rng.nextDouble() < 0.5 ? vocabulary : 1 + rng.nextInt(vocabulary - 1);
      }
    }
    return out;
  }
}
