package dev.lodestar.cli;

import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.onnx.own.OwnModels;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.config.Catalogs;
import dev.lodestar.run.config.Keys;
import dev.lodestar.run.config.Planner;
import dev.lodestar.run.config.RunConfig;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run that is ready to start: its configuration read, its task opened, its plan made.
 *
 * @param config the configuration
 * @param task the task, open until this is closed
 * @param plan what will be done
 */
record Prepared(RunConfig config, Task<?, ?> task, RunPlan plan) implements AutoCloseable {

  /**
   * Reads, opens and plans.
   *
   * @throws IllegalArgumentException with a sentence for every fault
   */
  static Prepared of(Shell shell, Path file, List<String> overrides) {
    Catalogs catalogs = Catalogs.installed();
    return of(shell, RunConfig.read(file, overrides, catalogs), catalogs);
  }

  /** The same for a task as it is, with every key's default. */
  static Prepared ofTask(Shell shell, String task, List<String> overrides) {
    Catalogs catalogs = Catalogs.installed();
    List<String> all = new ArrayList<>(List.of("task.name=" + task));
    all.addAll(overrides);
    return of(shell, RunConfig.parse("defaults", "", all, catalogs), catalogs);
  }

  private static Prepared of(Shell shell, RunConfig config, Catalogs catalogs) {
    Task<?, ?> task = open(shell, catalogs, config);
    try {
      return new Prepared(config, task, Planner.plan(config, catalogs, task));
    } catch (RuntimeException e) {
      task.close();
      throw e;
    }
  }

  /** Opens a task that is known to exist; weights that cannot be read are a fault of the input. */
  private static Task<?, ?> open(Shell shell, Catalogs catalogs, RunConfig config) {
    String name = config.get(Keys.TASK);
    int threads = Planner.threads(config);
    // the engine sizes its one pool of workers when it is first used, by this property
    System.setProperty("lodestar.threads", Integer.toString(threads));
    try {
      TaskProvider task = catalogs.tasks().get(name);
      String own = config.get(Keys.DENOISER);
      return own.isEmpty()
          ? task.open(shell.models(), config.model(), config.inputs(), threads)
          : open(shell, task, Path.of(own), config.inputs(), threads);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(
          "The task " + name + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static Task<?, ?> open(
      Shell shell, TaskProvider task, Path own, Map<String, String> inputs, int threads) {
    OwnModel model = OwnModels.denoiser(own, Limits.OWN, threads);
    try {
      return task.open(shell.models(), threads, model, inputs);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public void close() {
    task.close();
  }
}
