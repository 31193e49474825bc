package dev.lodestar.molecule.selfies;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.torch.DenoiserTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pre-trains the masked diffusion over words of the grammar that molecules are drawn from. */
public final class SelfiesRecipe implements TrainingRecipe {
  /** Name of the model, of its recipe and of its folder. */
  public static final String NAME = "zinc-selfies";

  /** Note of the weights' file: the tokens. */
  static final String ALPHABET = "alphabet";

  /** Tokens in all, merges counted, and tokens a molecule; all but two of ZINC250k fit. */
  private static final int TOKENS = 256;

  private static final int LENGTH = 32;
  private static final int WIDTH = 160;
  private static final int HEADS = 5;
  private static final int LAYERS = 4;
  private static final double WEIGHT_DECAY = 0.01;
  private static final double AVERAGE = 0.999;
  private static final String SINGLE = "single";
  private static final String BFLOAT16 = "bfloat16";
  private static final Option DATA =
      new Option("data", "file", "", "SMILES, one a line; may be gzipped");
  private static final Option TEST =
      new Option(
          "test",
          "file",
          "",
          "JSON array of the lines, from 0, that are the test set; may be gzipped");
  private static final Option PRECISION =
      new Option(
          "precision",
          SINGLE + " or " + BFLOAT16,
          BFLOAT16,
          "of the products of matrices in training; bfloat16 is faster where the processor has"
              + " instructions for it");
  private static final Option JUDGED =
      new Option(
          "judged",
          "whole number",
          "1024",
          "samples, and unseen molecules, that the card reports on");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "masked diffusion of drug-like molecules (ZINC250k) as SELFIES words";
  }

  @Override
  public List<Option> options() {
    return List.of(
        DATA,
        TEST,
        TrainingOptions.SEED,
        TrainingOptions.steps(5_000),
        TrainingOptions.batch(256),
        TrainingOptions.learningRate(3e-3),
        TrainingOptions.THREADS,
        PRECISION,
        JUDGED);
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, NAME).create();
    TrainingPlan plan = options.plan(folder, WEIGHT_DECAY, AVERAGE);
    boolean half = half(values.get(PRECISION.name()));
    int judged = options.count(JUDGED.name());
    Path data = options.file(DATA.name());
    ZincWords words = ZincWords.read(data, options.file(TEST.name()));
    progress.say("%s: %d words to learn from".formatted(NAME, words.train().size()));
    SelfiesCodec codec = new SelfiesCodec(alphabet(words, TOKENS), LENGTH);
    TransformerDenoiser.Config network =
        new TransformerDenoiser.Config(
            codec.alphabet().size(), SelfiesAlphabet.END, LENGTH, WIDTH, HEADS, LAYERS);
    long start = System.nanoTime();
    try (TransformerDenoiser trained =
        DenoiserTrainer.train(
            network,
            half,
            ZincWords.rows(words.train(), codec),
            ZincWords.rows(words.validation(), codec),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      progress.say("Judging %d samples".formatted(judged));
      SelfiesJudgement judgement = SelfiesJudgement.of(trained, codec, words, judged);
      SelfiesCard card = new SelfiesCard(network, words, judgement, values, data, plan, seconds);
      Map<String, String> notes = new TreeMap<>(card.notes());
      notes.put(ALPHABET, codec.alphabet().toString());
      trained.save(folder.weights(), notes);
      folder.finish(card.text(folder.parameters()));
      progress.say(judgement.toString());
    }
    progress.say("Written: " + folder.weights());
  }

  private static SelfiesAlphabet alphabet(ZincWords words, int tokens) {
    SelfiesAlphabet symbols = SelfiesAlphabet.ZINC;
    return Merging.learn(symbols, words.train().stream().map(symbols::tokens).toList(), tokens);
  }

  /** Whether an option names a file. */
  static boolean isFile(String option) {
    return option.equals(DATA.name()) || option.equals(TEST.name());
  }

  private static boolean half(String precision) {
    return switch (precision) {
      case SINGLE -> false;
      case BFLOAT16 -> true;
      default ->
          throw new IllegalArgumentException(
              "Option 'precision' is '%s'; it takes %s or %s."
                  .formatted(precision, SINGLE, BFLOAT16));
    };
  }
}
