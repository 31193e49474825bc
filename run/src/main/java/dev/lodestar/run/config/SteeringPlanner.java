package dev.lodestar.run.config;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Objective;
import dev.lodestar.run.GuideChoice;
import dev.lodestar.run.ValueChoice;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;
import java.util.Optional;

/** Method, value and gradient of a plan; what does not fit is said before anything is computed. */
final class SteeringPlanner<B extends Particles<B>> {
  private final RunConfig config;
  private final Problems problems;
  private final Task<B, ?> task;
  private final ReverseProcess<B> process;
  private final Meter meter = new Meter(Budget.unlimited());

  SteeringPlanner(RunConfig config, Problems problems, Task<B, ?> task, ReverseProcess<B> process) {
    this.config = config;
    this.problems = problems;
    this.task = task;
    this.process = process;
  }

  /** The method; empty where its settings do not fit each other, which was said. */
  Optional<Decoder> method() {
    pool();
    try {
      return Optional.of(config.method().make().apply(config.settings()));
    } catch (IllegalArgumentException e) {
      problems.add(place(Keys.METHOD), config.get(Keys.METHOD) + ": " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  private void pool() {
    Optional<Where> given = config.settings().place(DecoderKeys.POOL);
    int together = Math.min(config.get(Keys.GROUP), config.get(Keys.COUNT));
    if (given.isPresent() && config.get(DecoderKeys.POOL) > together) {
      problems.add(
          given.get(),
          "decoder.pool = "
              + config.get(DecoderKeys.POOL)
              + " is more than the "
              + together
              + " designs that are made together; take at most that many, or raise run.group and"
              + " task.count.");
    }
  }

  GuideChoice guide() {
    SteersBy by = config.steersBy();
    GuideChoice choice =
        switch (by) {
          case VALUE_GRADIENT -> GuideChoice.VALUE;
          case POSTERIOR_GRADIENT -> GuideChoice.POSTERIOR;
          case VALUE_AND_GRADIENT ->
              config.get(DecoderKeys.GRADIENT).equals("monte-carlo")
                  ? GuideChoice.VALUE
                  : GuideChoice.POSTERIOR;
          case REWARD, VALUE, CONDITION, INNER -> GuideChoice.NONE;
        };
    boolean missing;
    try {
      missing =
          choice == GuideChoice.VALUE && task.valueGuide(process, meter).isEmpty()
              || choice == GuideChoice.POSTERIOR && task.posteriorGuide(process, meter).isEmpty();
    } catch (IllegalArgumentException e) {
      // the learned value is there, and belongs to other models
      problems.add(place(Keys.METHOD), e.getMessage());
      return choice;
    }
    if (missing && !config.get(Keys.DENOISER).isEmpty()) {
      problems.add(
          place(Keys.METHOD),
          config.steering().name()
              + " follows a gradient, and the denoiser "
              + config.get(Keys.DENOISER)
              + " has none: ONNX files compute forwards only. Use a method without gradients, such"
              + " as svdd or smc.");
    } else if (missing) {
      problems.add(
          place(Keys.METHOD),
          "the task "
              + task.name()
              + " has no gradient that "
              + config.steering().name()
              + " could follow; use a method without gradients, such as svdd or smc.");
    }
    // a proposal's gradient may differ from the reward's: its weights make that good
    if (by == SteersBy.VALUE_GRADIENT
        || by == SteersBy.POSTERIOR_GRADIENT
        || by == SteersBy.CONDITION) {
      ownRewardOnly(Keys.METHOD, config.get(Keys.METHOD));
    }
    return choice;
  }

  /** The value; that of the posterior mean where its settings do not fit each other. */
  ValueChoice value() {
    if (!config.steering().takesValue()) {
      return new ValueChoice.OfMean();
    }
    ValuePlanner values = new ValuePlanner(config);
    values.plain().forEach(this::available);
    try {
      ValueChoice choice = values.choice();
      affordable(choice);
      return choice;
    } catch (IllegalArgumentException e) {
      problems.add(place(Keys.VALUE), e.getMessage());
      return new ValueChoice.OfMean();
    }
  }

  private void available(String name) {
    Objective<B> none = clean -> new double[clean.size()];
    boolean missing;
    try {
      missing =
          switch (name) {
            case "monte-carlo" -> task.learnedValue(none, process, meter).isEmpty();
            case "posterior-probabilities" -> task.probabilityValue(none, meter).isEmpty();
            case "soft-q" -> task.features().isEmpty();
            default -> false;
          };
    } catch (IllegalArgumentException e) {
      // it is there, and belongs to other models
      problems.add(place(Keys.VALUE), e.getMessage());
      return;
    }
    if (missing) {
      problems.add(
          place(Keys.VALUE),
          "the task "
              + task.name()
              + " has no value '"
              + name
              + "'; use posterior-mean or posterior-samples, which every task has.");
    }
    if (List.of("monte-carlo", "posterior-probabilities").contains(name)) {
      ownRewardOnly(Keys.VALUE, name);
    }
  }

  /** Networks that were trained on the task's own reward know nothing of further components. */
  private void ownRewardOnly(Key<String> key, String name) {
    if (!config.components().isEmpty() || !config.surrogates().isEmpty()) {
      String tables = config.surrogates().isEmpty() ? "reward" : RunConfig.SURROGATE;
      problems.add(
          place(key),
          key.path()
              + " = \""
              + name
              + "\" knows only the task's own reward, not the"
              + " [["
              + tables
              + ".component]] tables; use svdd or smc with value = \"posterior-mean\".");
    }
  }

  /** A budget must cover at least the first thing that a value does. */
  private void affordable(ValueChoice choice) {
    long network = config.get(Keys.NETWORK_CALLS);
    long fit = choice.fit().map(f -> f.evaluations(process.steps())).orElse(0L);
    if (fit > network) {
      problems.add(
          place(Keys.NETWORK_CALLS),
          "budget.network-calls = "
              + network
              + " does not cover the fit of decoder.value = \"soft-q\", which looks at up to "
              + fit
              + " states; raise it, or lower decoder.fit-paths and decoder.fit-children.");
    }
    if (config.get(Keys.VALUE).equals("look-ahead")) {
      long children = config.method().takes(DecoderKeys.WIDTH) ? config.get(DecoderKeys.WIDTH) : 1;
      long once = children * config.get(ValueKeys.LOOK_AHEAD_DRAWS);
      if (once > network) {
        problems.add(
            place(Keys.NETWORK_CALLS),
            "budget.network-calls = "
                + network
                + " does not cover one look ahead from one design, which takes "
                + once
                + " evaluations a step; raise it, lower decoder.look-ahead-draws, or use"
                + " decoder.value = \"posterior-mean\".");
      }
    }
  }

  private Where place(Key<?> key) {
    return config.settings().place(key).orElse(Where.of("by default"));
  }
}
