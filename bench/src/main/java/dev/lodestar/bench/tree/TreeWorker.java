package dev.lodestar.bench.tree;

import dev.lodestar.bench.Options;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.config.Catalogs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A process of its own for a number of threads, which is fixed for the life of a process: reads a
 * seed from its input, grows a tree, writes what that took, and again until its input ends.
 */
public final class TreeWorker implements AutoCloseable {
  static final Set<String> OPTIONS =
      Set.of("task", "models", "sampler", "steps", "rollouts", "leaves");
  private static final double ALPHA = 0.5;

  private final Process process;
  private final BufferedWriter seeds;
  private final BufferedReader answers;

  /**
   * Starts a worker.
   *
   * @param threads that its networks use
   * @param arguments for {@link #main}
   */
  TreeWorker(int threads, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dlodestar.threads=" + threads);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TreeWorker.class.getName());
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    seeds = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Has the tree of a seed grown, and waits for it. */
  TreeTrial grow(long seed) throws IOException {
    seeds.write(seed + "\n");
    seeds.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("A worker of the benchmark ended early; what it said stands above.");
    }
    return TreeTrial.parse(answer);
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** The worker's side. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    Options options = Options.parse(Arrays.asList(arguments), OPTIONS);
    Sampling sampling =
        Sampling.of(options.text("sampler", "first-hitting"), options.number("steps", 128));
    Path models = Path.of(options.text("models", "models"));
    try (Task<?, ?> task =
            Catalogs.installed().tasks().get(options.text("task", "utr5-mrl")).open(models, 1);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      in.lines()
          .forEach(
              seed -> {
                out.println(
                    TreeTrial.of(
                            task,
                            sampling,
                            options.number("rollouts", 128),
                            options.number("leaves", 16),
                            ALPHA,
                            Long.parseLong(seed))
                        .line());
                out.flush();
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
