package dev.lodestar.sequence.utr5;

import dev.lodestar.core.masked.ConditionalDenoiser;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.recipe.TrainingReport;
import dev.lodestar.torch.Classified;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.DenoiserTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains the denoiser that classifier-free guidance steers by: it is told in which part of the
 * measured range a sequence's load lies.
 *
 * <p>Only the guiding half's measurements are read; the held-out half's sequences are learned from
 * as {@code utr5-denoiser} learns from them, untold.
 */
public final class ConditionalRecipe implements TrainingRecipe {
  /** Note of the weights' file: the loads between the bins. */
  static final String EDGES = "mrl.edges";

  private static final List<MrlSet> HUMAN = List.of(MrlSet.HUMAN50);
  private static final Option BINS =
      new Option("bins", "whole number", "5", "conditions: equally filled ranges of the load");
  private static final Option HIDDEN =
      new Option(
          "hidden", "number", "0.15", "share of the guiding half whose load is not told, a step");

  @Override
  public String name() {
    return Utr5.CONDITIONAL;
  }

  @Override
  public String summary() {
    return "masked diffusion of human 5'UTRs that is told the range of the load, or nothing";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Utr5.DATA,
        RecipeOptions.SPLIT_SEED,
        TrainingOptions.SEED,
        TrainingOptions.steps(4_000),
        TrainingOptions.batch(64),
        TrainingOptions.learningRate(2e-3),
        TrainingOptions.THREADS,
        BINS,
        HIDDEN,
        DenoiserRecipe.judged(1024));
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    Split split = Split.of(MrlTable.read(options.data()), options.splitSeed());
    LoadBins bins =
        LoadBins.of(
            Utr5.labelled(split.select(List.of(Part.GUIDING), HUMAN)).targets(),
            options.count(BINS.name()));
    Classified train = halves(split, bins, Part.GUIDING, Part.HELD_OUT);
    progress.say(
        "%s: %d human 5'UTRs to learn from, bins of the load between %s"
            .formatted(name(), train.conditions().length, bins));
    long start = System.nanoTime();
    try (ConditionalCnn network =
        DenoiserTrainer.train(
            new ConditionalCnn.Config(DenoiserRecipe.NETWORK, bins.count()),
            train,
            halves(split, bins, Part.GUIDING_VALIDATION, Part.HELD_OUT_VALIDATION),
            options.atLeastZero(HIDDEN.name()),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      TrainingReport report = TrainingReport.of(name(), values, options.data(), start, plan);
      progress.say("Judging");
      ConditionalJudgement judgement =
          ConditionalJudgement.of(network, bins, split, options.count(DenoiserRecipe.JUDGED));
      Map<String, String> notes = new TreeMap<>(report.notes());
      notes.put(EDGES, bins.toString());
      network.save(folder.weights(), notes);
      folder.finish(card(report, folder.parameters(), bins, train, judgement));
      progress.say(judgement.table());
    }
    progress.say("Written: " + folder.weights());
  }

  /** One half with its bins, the other untold. */
  private static Classified halves(Split split, LoadBins bins, Part told, Part untold) {
    Labelled known = Utr5.labelled(split.select(List.of(told), HUMAN));
    List<MrlRow> others = split.select(List.of(untold), HUMAN);
    int[] none = new int[others.size()];
    Arrays.fill(none, ConditionalDenoiser.NONE);
    return new Classified(
        Stream.of(known.tokens(), Utr5.labelled(others).tokens())
            .flatMap(Arrays::stream)
            .toArray(int[][]::new),
        IntStream.concat(Arrays.stream(bins.bins(known.targets())), Arrays.stream(none)).toArray());
  }

  private static String card(
      TrainingReport report,
      int parameters,
      LoadBins bins,
      Classified train,
      ConditionalJudgement judgement) {
    List<String> ranges = new ArrayList<>();
    String[] edges = bins.toString().split(" ");
    for (int b = 0; b < bins.count(); b++) {
      String from = b == 0 ? "the lowest" : edges[b - 1];
      ranges.add(from + " to " + (b == bins.highest() ? "the highest" : edges[b]));
    }
    long told = Arrays.stream(train.conditions()).filter(c -> c >= 0).count();
    return """
        # utr5-conditional

        The conditional model of the task utr5-mrl, for classifier-free guidance: a masked diffusion
        of the last 50 nucleotides of human 5'UTRs that is told in which range of the measured mean
        ribosome load a sequence lies, or nothing.

        * Network: that of utr5-denoiser with a vector for each condition in each block, %d
          parameters, without time conditioning
        * Conditions: %d ranges of the load that hold equally many sequences of the guiding half:
          %s
        * Trained on: %d human 50-mers of the guiding half with their range, which is hidden in
          %s of the draws, and %d of the held-out half, whose measurements it never sees; the average
          of the weights that did best on the validation parts is kept.

        ## What telling changes

        %s

        %s"""
        .formatted(
            parameters,
            bins.count(),
            String.join("; ", ranges),
            told,
            report.options().get(HIDDEN.name()),
            train.conditions().length - told,
            judgement.table().strip(),
            report.card(Utr5.PROVENANCE));
  }
}
