package dev.lodestar.run.config;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.check.Assertions;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.Extras;
import dev.lodestar.run.GuideChoice;
import dev.lodestar.run.Neighbours;
import dev.lodestar.run.RewardPlan;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.Start;
import dev.lodestar.run.ValueChoice;
import dev.lodestar.run.Watch;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a configuration to the plan of a run; what the task cannot do is said before it starts. */
public final class Planner {
  private final RunConfig config;
  private final Catalogs catalogs;
  private final Problems problems = new Problems();

  private Planner(RunConfig config, Catalogs catalogs) {
    this.config = config;
    this.catalogs = catalogs;
  }

  /** Worker threads a configuration asks for: its own number, or one a processor. */
  public static int threads(RunConfig config) {
    int threads = config.get(Keys.THREADS);
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /**
   * The plan.
   *
   * @param task the task that the configuration names, opened
   * @throws ConfigException with everything that does not fit the task
   */
  public static RunPlan plan(RunConfig config, Catalogs catalogs, Task<?, ?> task) {
    return new Planner(config, catalogs).plan(task);
  }

  private <B extends Particles<B>, D> RunPlan plan(Task<B, D> task) {
    RunConfig resolved = config;
    Sampling sampling = config.sampling();
    if (config.settings().values().containsKey(Keys.STEPS.path())) {
      int given = config.get(Keys.STEPS);
      int chosen = given > 0 ? given : task.defaultSteps();
      resolved = config.with(Keys.STEPS, chosen);
      sampling = new Sampling(sampling.sampler(), chosen, sampling.settings());
    }
    List<Component<String>> added = components("reward", config.components(), example(task));
    List<Component<String>> surrogates =
        components(RunConfig.SURROGATE, config.surrogates(), example(task));
    componentNames(task);
    aggregation(task, added, surrogates);
    if (task.reward().isEmpty() && config.components().isEmpty()) {
      problems.add(
          place(Keys.TASK.path()),
          "the task "
              + task.name()
              + " has no reward of its own; say what guides in a [[reward.component]].");
    }
    Optional<ReverseProcess<B>> sampled = process(task, sampling);
    if (sampled.isEmpty()) {
      problems.throwIfAny();
    }
    ReverseProcess<B> process = sampled.orElseThrow();
    Optional<Start> start = start(task, process);
    SteeringPlanner<B> steering = new SteeringPlanner<>(config, problems, task, process);
    Optional<Decoder> method = steering.method();
    GuideChoice guide = steering.guide();
    ValueChoice value = steering.value();
    condition(task, sampling);
    buckets(task);
    Extras extras = new Extras(training(task), config.get(Keys.PARQUET));
    problems.throwIfAny();
    return new RunPlan(
        method.orElseThrow(),
        value,
        guide,
        config.get(Keys.COUNT),
        config.get(Keys.SEED),
        sampling,
        start,
        start.map(Start::level).orElse(process.steps()),
        config.get(Keys.GROUP),
        config.constraints(),
        new RewardPlan(
            !config.get(Keys.REPLACE),
            added,
            Aggregation.of(config.get(Keys.AGGREGATION)),
            surrogates),
        failure(),
        new Budget(
            config.get(Keys.NETWORK_CALLS),
            config.get(Keys.REWARD_CALLS),
            config.get(Keys.MINUTES) * 60),
        config.get(Keys.METRICS),
        Math.min(config.get(Keys.BASELINES), config.get(Keys.COUNT)),
        config.get(Keys.PER_BUCKET),
        new Watch(
            config.get(Keys.STOP_ON_COLLAPSE),
            Assertions.valueOf(config.get(Keys.ASSERTIONS).toUpperCase(Locale.ROOT))),
        extras,
        threads(config),
        ConfigWriter.toml(resolved),
        about(task));
  }

  /** The sequences that designs are compared with; empty where none are named, or do not fit. */
  private Optional<Neighbours> training(Task<?, ?> task) {
    String named = config.get(Keys.TRAINING_DATA);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    String key = Keys.TRAINING_DATA.path();
    Optional<String> complaint = Extras.complaint(task);
    try {
      complaint.ifPresent(says -> problems.add(place(key), key + ": " + says));
      return complaint.isPresent()
          ? Optional.empty()
          : Optional.of(Neighbours.read(Path.of(named), task.format().alphabet()));
    } catch (IllegalArgumentException e) {
      problems.add(place(key), key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private void buckets(Task<?, ?> task) {
    if (config.get(Keys.PER_BUCKET) > 0 && task.buckets().isEmpty()) {
      problems.add(
          place(Keys.PER_BUCKET.path()),
          "the task " + task.name() + " has no buckets to select from; remove run.per-bucket.");
    }
  }

  private void condition(Task<?, ?> task, Sampling sampling) {
    boolean missing =
        config.steersBy() == SteersBy.CONDITION
            && task.conditional(sampling, Constraints.none(), 1, new Meter(Budget.unlimited()))
                .isEmpty();
    if (missing) {
      problems.add(
          place(Keys.METHOD.path()),
          "the task "
              + task.name()
              + " has no conditional model, which "
              + config.steering().name()
              + " needs; use a method that is steered by the reward, such as svdd or smc.");
    }
  }

  private static <D> Optional<String> example(Task<?, D> task) {
    return task.example().map(task.format()::text);
  }

  /**
   * @param example what the scorers must be able to read, or they would fail on every design
   */
  private List<Component<String>> components(
      String section, List<ComponentConfig> configured, Optional<String> example) {
    List<Component<String>> out = new ArrayList<>();
    for (int i = 0; i < configured.size(); i++) {
      ComponentConfig c = configured.get(i);
      ScorerProvider scorer = catalogs.scorers().get(c.kind());
      try {
        Reward<String> reward = scorer.create(c.settings());
        example.ifPresent(reward::requireReads);
        out.add(
            new Component<>(
                c.name(),
                reward,
                c.transform().transform(),
                c.weight(),
                scorer.free(),
                c.offTarget()));
      } catch (IllegalArgumentException e) {
        problems.add(
            placeOfComponent(section, i),
            section + " component '" + c.name() + "': " + e.getMessage());
      }
    }
    return out;
  }

  /** Whether the components fit their aggregation. */
  private <D> void aggregation(
      Task<?, D> task, List<Component<String>> added, List<Component<String>> surrogates) {
    Aggregation aggregation = Aggregation.of(config.get(Keys.AGGREGATION));
    List<Component<?>> all = new ArrayList<>(config.get(Keys.REPLACE) ? List.of() : task.reward());
    all.addAll(added);
    Stream<Optional<String>> complaints =
        added.size() < config.components().size() || all.isEmpty()
            ? Stream.of() // one of them is wrong, which was said
            : Stream.of(
                aggregation.complaint(all),
                surrogates.isEmpty() ? Optional.empty() : aggregation.complaint(surrogates));
    complaints
        .flatMap(Optional::stream)
        .distinct()
        .forEach(
            says -> problems.add(place(Keys.AGGREGATION.path()), "reward.aggregation: " + says));
  }

  private void componentNames(Task<?, ?> task) {
    if (config.get(Keys.REPLACE)) {
      return;
    }
    Set<String> taken =
        task.reward().stream().map(Component::name).collect(Collectors.toCollection(HashSet::new));
    for (int i = 0; i < config.components().size(); i++) {
      String name = config.components().get(i).name();
      if (!taken.add(name)) {
        problems.add(
            placeOfComponent("reward", i),
            "the task already has a reward component called '"
                + name
                + "'; give this one another name, or set replace = true below [reward].");
      }
    }
  }

  private <B extends Particles<B>> Optional<ReverseProcess<B>> process(
      Task<B, ?> task, Sampling sampling) {
    Meter meter = new Meter(Budget.unlimited());
    ReverseProcess<B> free;
    try {
      free = task.process(sampling, Constraints.none(), meter);
    } catch (IllegalArgumentException e) {
      problems.add(place(Keys.SAMPLER.path()), "task.sampler: " + e.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(task.process(sampling, config.constraints(), meter));
    } catch (IllegalArgumentException e) {
      String key =
          "constraints." + (config.constraints().scaffold().isPresent() ? "scaffold" : "locked");
      problems.add(place(key), key + ": " + e.getMessage());
      return Optional.of(free); // enough to find out what else does not fit
    }
  }

  /** The designs to start from; empty where there are none, or they do not fit, which was said. */
  private <B extends Particles<B>, D> Optional<Start> start(
      Task<B, D> task, ReverseProcess<B> process) {
    if (config.get(Keys.START).isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(config.get(Keys.START));
      return Optional.of(Start.read(file, config.get(Keys.START_NOISE), task, process));
    } catch (IllegalArgumentException e) {
      problems.add(place(Keys.START.path()), "start.file: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Where placeOfComponent(String section, int i) {
    return place(RunConfig.componentPath(section, i));
  }

  private Where place(String path) {
    return config.settings().places().getOrDefault(path, Where.of("by default"));
  }

  private FailurePolicy failure() {
    int retries = config.get(Keys.RETRIES);
    return config.get(Keys.POLICY).equals("stop")
        ? new FailurePolicy.Stop(retries)
        : new FailurePolicy.Drop(retries);
  }

  /** A file by its name alone. */
  private String shownModel() {
    return Path.of(config.model()).getFileName().toString();
  }

  private RunPlan.About about(Task<?, ?> task) {
    List<String> names =
        Stream.concat(
                config.get(Keys.REPLACE)
                    ? Stream.of()
                    : task.reward().stream().map(Component::name),
                config.components().stream().map(ComponentConfig::name))
            .toList();
    return new RunPlan.About(
        task.name()
            + ": "
            + catalogs.tasks().get(config.get(Keys.TASK)).summary()
            + (config.model().isEmpty() ? "" : "; model " + shownModel()),
        Citations.method(config),
        names.size() == 1 ? names.get(0) : "",
        Citations.sources(config, catalogs));
  }
}
