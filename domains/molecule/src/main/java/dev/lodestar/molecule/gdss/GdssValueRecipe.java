package dev.lodestar.molecule.gdss;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Learns the value of noisy graphs by Monte-Carlo regression: roll-outs of a pre-trained model,
 * scored by a property.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3; plain squared error as in its reference code.
 */
public abstract class GdssValueRecipe implements TrainingRecipe {
  private static final String NO_DATA = "none";
  private static final Option ROLL_OUTS =
      new Option("roll-outs", "whole number", "2048", "trajectories to learn from");
  private static final Option STATES =
      new Option("states", "whole number", "16", "states kept of each trajectory");
  private static final Option SAMPLING =
      new Option("sampling-steps", "whole number", "200", "denoising steps of a trajectory");
  private static final Option DATA =
      new Option(
          "data",
          "file",
          NO_DATA,
          "SMILES to learn from as well, with noise put onto them; none for roll-outs alone");
  private static final Option MOLECULES =
      new Option("molecules", "whole number", "20000", "of the data, drawn by the seed");
  private static final Option JUDGES =
      new Option("judged", "whole number", "256", "trajectories that the card judges by");

  private static final int HELD_OUT_SHARE = 4;

  /** States made of a molecule of the data, and the highest time of one. */
  private static final int NOISED_STATES = 4;

  private static final double NOISED_UNTIL = 0.2;

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
        DATA,
        MOLECULES,
        JUDGES,
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
      List<GraphValueData> sources = new ArrayList<>();
      sources.add(rollOuts.draw(judges, count, progress));
      if (!values.get(DATA.name()).equals(NO_DATA)) {
        progress.say("Scoring molecules of the data");
        GraphData data =
            GraphData.read(
                options.file(DATA.name()),
                model.palette(),
                model.network().shape().capacity(),
                options.seed());
        sources.add(
            new NoisedMolecules(
                    model.process(sampling.steps(), new Meter(Budget.unlimited())),
                    NOISED_UNTIL,
                    NOISED_STATES,
                    options.seed())
                .draw(model, data.train(), reward, options.count(MOLECULES.name())));
      }
      GraphValueData train = GraphValueData.join(sources);
      try (GdssValueNet net =
          GdssValueTrainer.train(
              GdssValueNet.Config.small(model.network().shape()),
              train,
              heldOut,
              plan,
              p -> progress.step(p.step(), p.steps(), p.status()))) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        progress.say("Judging");
        List<GdssValueJudgement> judged =
            GdssValueJudgement.of(
                model,
                net,
                model.process(sampling, Constraints.none(), new Meter(Budget.unlimited())),
                reward,
                options.count(JUDGES.name()));
        Map<String, String> notes = new TreeMap<>();
        notes.put("recipe", name());
        notes.put("options", shown(values));
        notes.put(GdssValues.OF_MODEL, OptionValues.sha256(model.file()));
        net.save(folder.weights(), notes);
        folder.finish(card(values, net, train.size(), plan, seconds, judged, folder.parameters()));
        judged.forEach(j -> progress.say(j.line()));
      }
    }
    progress.say("Written: " + folder.weights());
  }

  private static String shown(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    "--set %s=%s"
                        .formatted(
                            e.getKey(),
                            e.getKey().equals(DATA.name())
                                ? Path.of(e.getValue()).getFileName()
                                : e.getValue()))
            .collect(Collectors.joining(" "));
  }

  private String card(
      Map<String, String> values,
      GdssValueNet net,
      int states,
      TrainingPlan plan,
      double seconds,
      List<GdssValueJudgement> judged,
      int parameters) {
    String table = judged.stream().map(GdssValueJudgement::line).collect(Collectors.joining("\n"));
    boolean data = !values.get(DATA.name()).equals(NO_DATA);
    return String.format(
        Locale.ROOT,
        """
        # %s

        The learned value of `%s` towards %s: the mean of the score that a noisy graph will end in when
        the model goes on unsteered. Monte-Carlo regression on %s roll-outs of %s steps; those that end
        in no molecule are left out.%s In all %d states.

        * Network: `%s`, %d parameters: messages weighed by the pairs' own numbers, told the time
        * Only valid with the model whose digest stands in the notes of the weights' file.

        ## Variance of the final score explained

        Time 1 is pure noise; time 0 is the data. From the states of %s trajectories that it did not see, two
        roll-outs each. What is reachable is the correlation of the two: no function of the state can explain
        more, however it is learned. The clean guess is what the posterior mean goes by, at one call of the
        model more a child: its score's squared correlation with the final one.

        | time | reachable | clean guess, at best | this value, R² |
        |---|---|---|---|
        %s

        ## Data and terms

        The project's own model and a closed formula%s. Under the project's licence.

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d steps of %d states; %.0f s with %d thread%s, on a machine busy with other work.
        """,
        name(),
        Qm9Recipe.NAME,
        property,
        values.get(ROLL_OUTS.name()),
        values.get(SAMPLING.name()),
        data
            ? " Beside these, %s molecules of the data with %d draws of noise each, at times up to %.1f."
                .formatted(values.get(MOLECULES.name()), NOISED_STATES, NOISED_UNTIL)
            : "",
        states,
        net.config(),
        parameters,
        values.get(JUDGES.name()),
        table,
        data ? "; molecules of the model's own data" : "; nothing else",
        name(),
        shown(values),
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }
}
