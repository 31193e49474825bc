package dev.lodestar.molecule.gdss;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.molecule.scorer.QedScorer;
import dev.lodestar.molecule.scorer.SaScorer;
import dev.lodestar.torch.GdssValueNet;
import dev.lodestar.torch.GdssValueTrainer;
import dev.lodestar.torch.GraphValueData;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns the value of noisy graphs by Monte-Carlo regression: roll-outs of a pre-trained model,
 * scored by a property.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3; plain squared error as in its reference code.
 */
public abstract class GdssValueRecipe implements TrainingRecipe {
  private static final Option ROLL_OUTS =
      new Option("roll-outs", "whole number", "2048", "trajectories to learn from");
  private static final Option STATES =
      new Option("states", "whole number", "16", "states kept of each trajectory");
  private static final Option SAMPLING =
      new Option("sampling-steps", "whole number", "200", "denoising steps of a trajectory");
  private static final int HELD_OUT_SHARE = 4;
  private static final int BINS = 4;

  private final String property;
  private final ScorerProvider scorer;

  private GdssValueRecipe(String property, ScorerProvider scorer) {
    this.property = property;
    this.scorer = scorer;
  }

  /** {@code gdss-qm9-qed-value}. */
  public static final class Qed extends GdssValueRecipe {
    public Qed() {
      super("qed", new QedScorer());
    }
  }

  /** {@code gdss-qm9-sa-value}. */
  public static final class Sa extends GdssValueRecipe {
    public Sa() {
      super("sa", new SaScorer());
    }
  }

  @Override
  public String name() {
    return GdssValues.name(Qm9Recipe.NAME, property);
  }

  @Override
  public String summary() {
    return "value of noisy graphs under " + Qm9Recipe.NAME + ", towards " + property;
  }

  @Override
  public List<Option> options() {
    return List.of(
        TrainingOptions.SEED,
        ROLL_OUTS,
        STATES,
        SAMPLING,
        TrainingOptions.steps(6_000),
        TrainingOptions.batch(64),
        TrainingOptions.learningRate(1e-3),
        TrainingOptions.THREADS);
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    Reward<String> reward = scorer.create(Map.of());
    long start = System.nanoTime();
    try (GdssModel model = GdssModel.open(models, Qm9Recipe.NAME)) {
      Sampling sampling =
          Sampling.of(GdssModel.QM9.samplers().get(0).name(), options.count(SAMPLING.name()));
      GdssRollOuts rollOuts =
          new GdssRollOuts(model, reward, sampling, options.count(STATES.name()), options.seed());
      int count = options.count(ROLL_OUTS.name());
      int judges = Math.max(1, count / HELD_OUT_SHARE);
      progress.say("Rolling out the pre-trained model");
      GraphValueData heldOut = rollOuts.draw(0, judges, Progress.SILENT);
      GraphValueData train = rollOuts.draw(judges, count, progress);
      try (GdssValueNet net =
          GdssValueTrainer.train(
              GdssValueNet.Config.small(model.network().shape()),
              train,
              heldOut,
              plan,
              p -> progress.step(p.step(), p.steps(), p.status()))) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        double[] explained = explained(net, heldOut);
        Map<String, String> notes = new TreeMap<>();
        notes.put("recipe", name());
        notes.put("options", shown(values));
        notes.put(GdssValues.OF_MODEL, OptionValues.sha256(model.file()));
        net.save(folder.weights(), notes);
        folder.finish(card(values, net, count, plan, seconds, explained, folder.parameters()));
        for (int bin = 0; bin < BINS; bin++) {
          progress.say(line(bin, explained[bin]));
        }
      }
    }
    progress.say("Written: " + folder.weights());
  }

  /** R² of the values as predictions of the final score, by quarter of the time. */
  private static double[] explained(GdssValueNet net, GraphValueData data) {
    double[] out = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      int bin = b;
      int[] rows =
          IntStream.range(0, data.targets().length)
              .filter(i -> Math.min(BINS - 1, (int) (data.times()[i] * BINS)) == bin)
              .toArray();
      double mean = Arrays.stream(rows).mapToDouble(i -> data.targets()[i]).average().orElse(0);
      double residual = 0;
      double spread = 0;
      for (int i : rows) {
        double y = data.targets()[i];
        double v = net.values(data.states().select(new int[] {i}), data.times()[i])[0];
        residual += (y - v) * (y - v);
        spread += (y - mean) * (y - mean);
      }
      out[b] = spread > 0 ? 1 - residual / spread : Double.NaN;
    }
    return out;
  }

  private static String line(int bin, double explained) {
    return String.format(
        Locale.ROOT, "| %.2f to %.2f | %.3f |", (double) bin / BINS, (bin + 1.0) / BINS, explained);
  }

  private static String shown(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(e -> "--set " + e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
  }

  private String card(
      Map<String, String> values,
      GdssValueNet net,
      int count,
      TrainingPlan plan,
      double seconds,
      double[] explained,
      int parameters) {
    String table =
        IntStream.range(0, BINS)
            .mapToObj(bin -> line(bin, explained[bin]))
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        """
        # %s

        The learned value of `%s` towards %s: the mean of the score that a noisy graph will end in when
        the model goes on unsteered. Monte-Carlo regression on %d roll-outs of %s steps; those that end
        in no molecule are left out.

        * Network: `%s`, %d parameters: messages weighed by the pairs' own numbers, told the time
        * Only valid with the model whose digest stands in the notes of the weights' file.

        ## Variance of the final score explained, on roll-outs it did not see

        Time 1 is pure noise, where nothing can be known; time 0 is the data.

        | time | R² |
        |---|---|
        %s

        ## Data and terms

        The project's own model and a closed formula; nothing else. Under the project's licence.

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d steps of %d states; %.0f s with %d thread%s, on a machine busy with other work.
        """,
        name(),
        Qm9Recipe.NAME,
        property,
        count,
        values.get(SAMPLING.name()),
        net.config(),
        parameters,
        table,
        name(),
        shown(values),
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }
}
