package dev.lodestar.bench.engines;

import dev.lodestar.bench.Options;
import dev.lodestar.core.task.Benchmark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code lodestar bench engines}: the shipped models in libtorch and in ONNX Runtime. */
public final class EnginesBenchmark implements Benchmark {
  @Override
  public String name() {
    return "engines";
  }

  @Override
  public String summary() {
    return "ONNX Runtime against libtorch on the shipped models: times in turns, and their ratio";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) throws IOException {
    Options options =
        Options.parse(arguments, Set.of("models", "threads", "batches", "milliseconds"));
    Path models = Path.of(System.getProperty("lodestar.home", "")).resolve("models");
    int[] batches = positive("batches", options.numbers("batches", 1, 16, 64));
    int[] threads = positive("threads", options.numbers("threads", 1, 2));
    double seconds = options.number("milliseconds", 1000) * 1e-3;
    out.println(
        "| model and states | threads | B | libtorch, ms | ONNX Runtime, ms | ONNX Runtime is"
            + " faster by | and by processor time | rounds |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (int n : threads) {
      worker(options.text("models", models.toString()), n, seconds, batches, out);
    }
  }

  private static int[] positive(String name, int[] given) {
    for (int n : given) {
      if (n < 1 || n > 4096) {
        throw new IllegalArgumentException("--" + name + " takes numbers from 1 to 4096, not " + n);
      }
    }
    return given;
  }

  private static void worker(
      String models, int threads, double seconds, int[] batches, PrintWriter out)
      throws IOException {
    String sizes =
        Arrays.stream(batches).mapToObj(Integer::toString).collect(Collectors.joining(","));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                EnginesWorker.class.getName(),
                models,
                Integer.toString(threads),
                Double.toString(seconds),
                sizes)
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        out.flush();
      }
      if (process.waitFor() != 0) {
        throw new IOException("The measurement with " + threads + " threads failed; see above.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
