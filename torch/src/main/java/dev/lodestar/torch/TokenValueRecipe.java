package dev.lodestar.torch;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.task.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns the value of a task's masked states by Monte-Carlo regression: roll-outs of its
 * pre-trained model, scored by what guides it.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3; plain squared error as in its reference code, or the
 * exponential form of the paper at a temperature.
 */
public abstract class TokenValueRecipe implements TrainingRecipe {
  /** Roles of a task's files that have no part in its value. */
  private static final Set<String> OTHERS = Set.of("held-out", "value", "conditional");

  private static final Option ALPHA =
      new Option(
          "alpha",
          "number",
          "0",
          "temperature of the soft value, in units of the score; 0 learns the mean score");
  private static final String ROLL_OUTS = "roll-outs";
  private static final String HELD_OUT = "held-out";
  private static final String STATES = "states";
  private static final String SAMPLING = "sampling-steps";
  private static final Option JUDGED =
      new Option("judged", "whole number", "256", "trajectories that the card judges by");

  private static final int BATCH = 64;
  private static final int JUDGED_STATES = 8;
  private static final double WEIGHT_DECAY = 0.01;
  private static final double AVERAGE = 0.999;

  private final String name;
  private final TaskProvider provider;
  private final Choices choices;

  /**
   * What a value is learned with unless the options say otherwise.
   *
   * @param network sizes of the network
   * @param rollOuts trajectories to learn from
   * @param heldOut further ones, which choose among the weights
   * @param states kept of each
   * @param samplingSteps denoising steps of a trajectory
   * @param steps optimiser steps
   * @param learningRate highest rate
   * @param inputs of the task, in turn from group to group; the first are those that are judged
   */
  public record Choices(
      ValueConfig network,
      int rollOuts,
      int heldOut,
      int states,
      int samplingSteps,
      int steps,
      double learningRate,
      List<Map<String, String>> inputs) {
    public Choices {
      inputs = List.copyOf(inputs);
    }

    /** Of a task that takes no inputs of its own. */
    public Choices(
        ValueConfig network,
        int rollOuts,
        int heldOut,
        int states,
        int samplingSteps,
        int steps,
        double learningRate) {
      this(
          network,
          rollOuts,
          heldOut,
          states,
          samplingSteps,
          steps,
          learningRate,
          List.of(Map.of()));
    }
  }

  /**
   * @param name of the value
   * @param provider of a task whose states are tokens and whose reward is one component
   */
  protected TokenValueRecipe(String name, TaskProvider provider, Choices choices) {
    this.name = name;
    this.provider = provider;
    this.choices = choices;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return "value of noisy states of the task " + provider.name() + ", from roll-outs of its model";
  }

  @Override
  public final List<Option> options() {
    List<Option> out = new ArrayList<>();
    provider.inputs().stream()
        .filter(i -> i.file() && i.fallback().isEmpty())
        .forEach(i -> out.add(new Option(i.name(), "file", "", i.describe())));
    out.addAll(
        List.of(
            TrainingOptions.SEED,
            whole(ROLL_OUTS, choices.rollOuts, "trajectories to learn from"),
            whole(HELD_OUT, choices.heldOut, "further ones that choose among the weights"),
            whole(STATES, choices.states, "states kept of each trajectory"),
            whole(SAMPLING, choices.samplingSteps, "denoising steps of a trajectory"),
            ALPHA,
            JUDGED,
            TrainingOptions.steps(choices.steps),
            TrainingOptions.batch(BATCH),
            TrainingOptions.learningRate(choices.learningRate),
            TrainingOptions.THREADS));
    return out;
  }

  private static Option whole(String name, int fallback, String describe) {
    return new Option(name, "whole number", String.valueOf(fallback), describe);
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, name).create();
    TrainingPlan plan = options.plan(folder, WEIGHT_DECAY, AVERAGE);
    double alpha = options.atLeastZero(ALPHA.name());
    int count = groups(options.count(ROLL_OUTS));
    int validation = groups(options.count(HELD_OUT));
    long start = System.nanoTime();
    List<Task<Tokens, String>> tasks = new ArrayList<>();
    try {
      for (Map<String, String> inputs : choices.inputs) {
        tasks.add(open(models, values, inputs, plan.threads()));
      }
      progress.say("Rolling out the pre-trained model of " + provider.name());
      TokenRollOuts.Seen heldOut = draw(tasks, options, 0, validation, Progress.SILENT);
      TokenRollOuts.Seen train = draw(tasks, options, validation, count, progress);
      double worst = train.worst();
      try (NeuralValue net =
          ValueTrainer.train(
              choices.network,
              train.data(worst),
              heldOut.data(worst),
              alpha > 0 ? new ValueLoss.Soft(alpha) : new ValueLoss.Mean(),
              plan,
              p -> progress.step(p.step(), p.steps(), p.status()))) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        progress.say("Judging");
        TokenRollOuts.Seen judges =
            rollOuts(tasks.get(0), options, JUDGED_STATES)
                .judges(validation + count, groups(options.count(JUDGED.name())));
        List<ValueJudgement> judgement = ValueJudgement.of(net, judges, worst);
        SortedMap<String, Path> owners = new TreeMap<>(tasks.get(0).modelFiles());
        owners.keySet().removeAll(OTHERS);
        ValueCard card = new ValueCard(tasks.get(0), owners, provider.inputs(), values, plan);
        net.save(folder.weights(), card.notes(name));
        folder.finish(
            card.text(name, net.config(), folder.parameters(), count, train, judgement, seconds));
        judgement.forEach(j -> progress.say(j.line()));
      }
    } finally {
      tasks.forEach(Task::close);
    }
    progress.say("Written: " + folder.weights());
  }

  @SuppressWarnings("unchecked") // the provider is of a task on tokens, as the constructor says
  private Task<Tokens, String> open(
      Path models, Map<String, String> values, Map<String, String> inputs, int threads) {
    Map<String, String> all = new HashMap<>(values);
    all.keySet().retainAll(provider.inputs().stream().map(TaskInput::name).toList());
    all.putAll(inputs);
    provider.inputs().forEach(i -> i.fallback().ifPresent(f -> all.putIfAbsent(i.name(), f)));
    return (Task<Tokens, String>) provider.open(models, "", all, threads);
  }

  /** Each group of another task, in turn. */
  private static TokenRollOuts.Seen draw(
      List<Task<Tokens, String>> tasks,
      TrainingOptions options,
      int first,
      int count,
      Progress progress) {
    TokenRollOuts.Seen out = new TokenRollOuts.Seen();
    int group = TokenRollOuts.GROUP;
    for (int at = first; at < first + count; at += group) {
      Task<Tokens, String> task = tasks.get(at / group % tasks.size());
      out.add(rollOuts(task, options, options.count(STATES)).draw(at, group, Progress.SILENT));
      progress.step(at - first + group, count, "roll-outs");
    }
    return out;
  }

  private static TokenRollOuts rollOuts(
      Task<Tokens, String> task, TrainingOptions options, int states) {
    Sampling sampling = Sampling.of(MaskedSamplers.ALL.get(0), options.count(SAMPLING), Map.of());
    return new TokenRollOuts(
        () -> task.process(sampling, Constraints.none(), new Meter(Budget.unlimited())),
        new RewardObjective<>(
            task.codec(), task.reward().get(0).reward(), new FailurePolicy.Drop(0)),
        states,
        options.seed());
  }

  /** Rounded up to whole groups. */
  private static int groups(int wanted) {
    int group = TokenRollOuts.GROUP;
    return Math.multiplyExact((wanted + group - 1) / group, group);
  }
}
